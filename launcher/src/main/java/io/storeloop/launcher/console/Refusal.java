package io.storeloop.launcher.console;

import java.io.Serial;

/**
 * Why the launcher does not go on, as one sentence that says what to do. Thrown where the reason is
 * known, printed by {@code main}, which ends the process with the exit code.
 */
public final class Refusal extends RuntimeException {
  /** The command line cannot be obeyed as it stands. */
  public static final int USAGE = 2;

  private static final int FAILURE = 1;

  @Serial private static final long serialVersionUID = 1;

  private final int exitCode;

  public Refusal(String sentence) {
    this(FAILURE, sentence);
  }

  public Refusal(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  public Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
    this.exitCode = FAILURE;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }

  public int exitCode() {
    return exitCode;
  }
}
