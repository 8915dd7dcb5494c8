package io.storeloop.common.evaluation;

import java.io.Serial;

/**
 * Why an evaluation does not take place, as one sentence that says what to do: an option that is
 * not known, a file that cannot be read, and at which line.
 */
public final class EvaluationRefusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public EvaluationRefusal(String sentence) {
    super(sentence);
  }

  public EvaluationRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
