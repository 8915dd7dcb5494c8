package io.storeloop.common.conditions;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition was refused; {@link #errors} lists the mistakes, at most {@link
 * ConditionLimits#MAX_ERRORS} of them.
 */
public final class ConditionException extends RuntimeException {

  private final transient List<ConditionError> errors;

  public ConditionException(List<ConditionError> errors) {
    super(
        errors.stream()
            .map(error -> error.code().code() + " at '" + error.pointer() + "': " + error.detail())
            .collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  public List<ConditionError> errors() {
    return errors;
  }
}
