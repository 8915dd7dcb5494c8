package io.storeloop.common.edge;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.models.GroupedOpenApi;

/** One OpenAPI document per service: {@code /v3/api-docs/<service>}, alone and in the launcher. */
public final class ApiDocuments {
  private static final String KEY = "apiKey";
  private static final String BASIC = "segmentKey";

  private ApiDocuments() {}

  /**
   * The document of the controllers below one package.
   *
   * @param service last part of the document's path
   * @param description what the service answers, in Markdown
   */
  public static GroupedOpenApi of(
      String service, String title, String description, String basePackage) {
    return GroupedOpenApi.builder()
        .group(service)
        .displayName(title)
        .packagesToScan(basePackage)
        .addOpenApiCustomizer(document -> describe(document, title, description))
        .build();
  }

  private static void describe(OpenAPI document, String title, String description) {
    document.info(
        new Info()
            .title("Storeloop " + title)
            .version("v1")
            .description(description)
            .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    Components components =
        document.getComponents() == null ? new Components() : document.getComponents();
    components.addSecuritySchemes(
        KEY,
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("An API key: a secret key for everything, a write key to send events."));
    components.addSecuritySchemes(
        BASIC,
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("basic")
            .description(
                "The API key as user name with an empty password, as Segment's clients do."));
    document.components(components);
    document.addSecurityItem(new SecurityRequirement().addList(KEY));
    document.addSecurityItem(new SecurityRequirement().addList(BASIC));
  }
}
