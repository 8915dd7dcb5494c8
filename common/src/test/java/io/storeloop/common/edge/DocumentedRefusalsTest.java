package io.storeloop.common.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

class DocumentedRefusalsTest {
  private static final String PROBLEM = "application/problem+json";
  private static final String A_PROBLEM = "#/components/schemas/Problem";

  private final DocumentedRefusals refusals =
      new DocumentedRefusals(
          List.of(new WritePaths(Set.of("/v1/events"))),
          List.of(new OpenPaths(List.of("/v1/open/"))));

  @Test
  void anErrorWithTheSchemaOfASuccessBecomesAProblem() throws NoSuchMethodException {
    Operation operation = operation("200", "404", "503");

    refusals.customize(operation, method("plain"));

    assertThat(operation.getResponses().get("200").getContent())
        .containsOnlyKeys("application/json");
    for (String code : List.of("404", "503")) {
      Content content = operation.getResponses().get(code).getContent();
      assertThat(content).containsOnlyKeys(PROBLEM);
      assertThat(content.get(PROBLEM).getSchema().get$ref()).isEqualTo(A_PROBLEM);
    }
  }

  @Test
  void theExampleOfADeclaredProblemStays() throws NoSuchMethodException {
    Operation operation = operation("400");
    operation
        .getResponses()
        .get("400")
        .setContent(new Content().addMediaType(PROBLEM, new MediaType().example("{}")));

    refusals.customize(operation, method("plain"));

    MediaType problem = operation.getResponses().get("400").getContent().get(PROBLEM);
    assertThat(problem.getExample()).isEqualTo("{}");
    assertThat(problem.getSchema().get$ref()).isEqualTo(A_PROBLEM);
  }

  @Test
  void anErrorOfAnotherProtocolStaysAsItIsDeclared() throws NoSuchMethodException {
    Operation operation = operation("400", "404");

    refusals.customize(operation, method("ofAnotherProtocol"));

    assertThat(operation.getResponses().get("400").getContent())
        .containsOnlyKeys("application/json");
    assertThat(operation.getResponses().get("404").getContent()).containsOnlyKeys(PROBLEM);
  }

  @Test
  void whoNeedsWhichKeyIsSaidPerPath() {
    OpenAPI document =
        new OpenAPI()
            .paths(
                new Paths()
                    .addPathItem("/v1/events", new PathItem().post(operation("200")))
                    .addPathItem("/v1/things", new PathItem().get(operation("200", "503")))
                    .addPathItem("/v1/open/{id}", new PathItem().get(operation("200"))));

    refusals.customise(document);

    Paths paths = document.getPaths();
    assertThat(paths.get("/v1/open/{id}").getGet().getResponses()).containsOnlyKeys("200");
    assertThat(paths.get("/v1/things").getGet().getResponses().keySet())
        .containsExactly("200", "401", "403", "503");
    assertThat(forbidden(paths.get("/v1/things").getGet())).contains("secret_key_needed");
    assertThat(forbidden(paths.get("/v1/events").getPost()))
        .contains("secret_key_in_browser")
        .doesNotContain("secret_key_needed");
  }

  @Test
  void theSchemaOfAProblemNamesWhatIsSent() {
    OpenAPI document = new OpenAPI().paths(new Paths());

    refusals.customise(document);

    var schemas = document.getComponents().getSchemas();
    assertThat(schemas.get("Problem").getProperties().keySet())
        .containsExactlyInAnyOrder(
            "type", "title", "status", "detail", "instance", "code", "errors");
    assertThat(schemas.get("FieldProblem").getProperties().keySet())
        .containsExactlyInAnyOrder("pointer", "code", "detail");
  }

  private static String forbidden(Operation operation) {
    return operation.getResponses().get("403").getDescription();
  }

  private static Operation operation(String... codes) {
    ApiResponses responses = new ApiResponses();
    for (String code : codes) {
      responses.addApiResponse(
          code,
          new io.swagger.v3.oas.models.responses.ApiResponse()
              .content(
                  new Content()
                      .addMediaType(
                          "application/json",
                          new MediaType()
                              .schema(new Schema<>().$ref("#/components/schemas/Success")))));
    }
    return new Operation().responses(responses);
  }

  private static HandlerMethod method(String name) throws NoSuchMethodException {
    return new HandlerMethod(new Declared(), Declared.class.getMethod(name));
  }

  /** As a controller declares its responses. */
  public static final class Declared {
    @ApiResponse(responseCode = "404", description = "`unknown_thing`")
    public void plain() {}

    @ApiResponse(
        responseCode = "400",
        description = "`PARSE_ERROR`",
        content = @io.swagger.v3.oas.annotations.media.Content(mediaType = "application/json"))
    @ApiResponse(responseCode = "404", description = "`unknown_thing`")
    public void ofAnotherProtocol() {}
  }
}
