package io.storeloop.common.edge;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link Problems} builds, as the API documents show it. */
@Schema(
    name = DocumentedProblem.NAME,
    description = "Why a call was refused (RFC 9457).",
    requiredProperties = {"title", "status", "detail", "code"})
record DocumentedProblem(
    @Schema(description = "Absent: `code` says which problem it is.") @Nullable URI type,
    @Schema(description = "The status in words.", example = "Bad Request") String title,
    @Schema(description = "The HTTP status.", example = "400") int status,
    @Schema(description = "What was expected and what came, for people.") String detail,
    @Schema(description = "The path that was called; absent where no endpoint was reached.")
        @Nullable URI instance,
    @Schema(description = "Stable, in snake case, for programs.", example = "invalid_value")
        String code,
    @Schema(description = "Absent where no single field is to blame.")
        @Nullable List<Mistake> errors) {
  static final String NAME = "Problem";

  /** What {@link FieldProblem} holds. */
  @Schema(
      name = "FieldProblem",
      requiredProperties = {"pointer", "code", "detail"})
  record Mistake(
      @Schema(
              description =
                  "A JSON pointer (RFC 6901) to what is wrong; empty for the whole body; `?` and its name for a query parameter.",
              example = "/name")
          String pointer,
      @Schema(description = "Stable, in snake case.", example = "invalid_value") String code,
      @Schema(description = "What was expected and what came.") String detail) {}
}
