package io.storeloop.common.edge;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Tells every API document how calls are refused, so that no method has to: a 4xx or 5xx is a
 * {@link DocumentedProblem} unless its method declares another media type, and whatever {@link
 * ApiKeyFilter} guards answers 401 and 403.
 *
 * <p>Left to itself springdoc gives a response without content the schema of a success.
 */
final class DocumentedRefusals implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {
  private static final String PROBLEM =
      org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

  private static final String NO_KEY = "`key_missing`, `unknown_key`";

  /** Codes of {@link ApiKeyFilter}, for a secret key that has leaked. */
  private static final String LEAKED =
      "`secret_key_in_address`, `secret_key_in_browser`: replace this key";

  private static final String WRITE_KEY =
      "`secret_key_needed`: a write key may only append events; ";

  private final Set<String> writePaths;
  private final List<String> openBelow;

  DocumentedRefusals(List<WritePaths> writePaths, List<OpenPaths> openPaths) {
    this.writePaths =
        writePaths.stream()
            .flatMap(declared -> declared.paths().stream())
            .collect(Collectors.toUnmodifiableSet());
    this.openBelow = openPaths.stream().flatMap(declared -> declared.below().stream()).toList();
  }

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    Set<String> withOtherContent = withOtherContent(method);
    operation
        .getResponses()
        .forEach((code, response) -> {
          if (isError(code) && !withOtherContent.contains(code)) {
            response.setContent(problem(response.getContent()));
          }
        });
    return operation;
  }

  @Override
  public void customise(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(new Components());
    }
    ModelConverters.getInstance(document.getSpecVersion() == SpecVersion.V31)
        .readAll(DocumentedProblem.class)
        .forEach(document.getComponents()::addSchemas);
    document
        .getPaths()
        .forEach((path, item) -> {
          if (openBelow.stream().noneMatch(path::startsWith)) {
            item.readOperations().forEach(operation -> addRefusedKeys(path, operation));
          }
        });
  }

  private void addRefusedKeys(String path, Operation operation) {
    var sorted = new TreeMap<>(operation.getResponses());
    sorted.putIfAbsent("401", refusal(NO_KEY));
    sorted.putIfAbsent("403", refusal(writePaths.contains(path) ? LEAKED : WRITE_KEY + LEAKED));
    ApiResponses responses = new ApiResponses();
    responses.putAll(sorted);
    operation.setResponses(responses);
  }

  private static io.swagger.v3.oas.models.responses.ApiResponse refusal(String description) {
    return new io.swagger.v3.oas.models.responses.ApiResponse()
        .description(description)
        .content(problem(null));
  }

  /** With the examples of what was declared, if it was a problem. */
  private static Content problem(@Nullable Content declared) {
    MediaType known = declared == null ? null : declared.get(PROBLEM);
    MediaType problem = known == null ? new MediaType() : known;
    problem.setSchema(new Schema<>().$ref("#/components/schemas/" + DocumentedProblem.NAME));
    return new Content().addMediaType(PROBLEM, problem);
  }

  private static Set<String> withOtherContent(HandlerMethod method) {
    return Stream.of(method.getMethod(), method.getBeanType())
        .flatMap(place ->
            AnnotatedElementUtils.findMergedRepeatableAnnotations(place, ApiResponse.class)
                .stream())
        .filter(response ->
            Arrays.stream(response.content())
                .map(io.swagger.v3.oas.annotations.media.Content::mediaType)
                .anyMatch(type -> !type.isEmpty() && !type.equals(PROBLEM)))
        .map(ApiResponse::responseCode)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isError(String code) {
    return code.startsWith("4") || code.startsWith("5");
  }
}
