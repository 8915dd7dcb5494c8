package io.storeloop.common.edge;

import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says where a JSON body went wrong, in words that do not name our classes. */
final class UnreadableBody {
  private UnreadableBody() {}

  static FieldProblem explain(HttpMessageNotReadableException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException json) {
        return explain(json);
      }
    }
    return new FieldProblem("", "malformed_body", "the body is missing or cannot be read");
  }

  static FieldProblem explain(JacksonException failure) {
    String pointer = pointer(failure);
    return switch (failure) {
      case StreamConstraintsException bound ->
          new FieldProblem(
              pointer, "body_too_complex", "the JSON is nested too deep, or a value is too long");
      case UnrecognizedPropertyException unknown ->
          new FieldProblem(
              pointer,
              "unknown_field",
              "there is no field '%s'; known: %s"
                  .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
      case InvalidFormatException format ->
          new FieldProblem(pointer, "invalid_value", "the value is not of the expected form");
      case MismatchedInputException mismatch ->
          new FieldProblem(pointer, "wrong_type", "the value is of the wrong type, or missing");
      default -> new FieldProblem(pointer, "malformed_json", "the body is not well-formed JSON");
    };
  }

  private static String pointer(JacksonException failure) {
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : failure.getPath()) {
      String name =
          step.getPropertyName() == null
              ? Integer.toString(step.getIndex())
              : step.getPropertyName();
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
