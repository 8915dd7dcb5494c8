package io.storeloop.launcher.console;

import java.io.PrintStream;
import java.time.Clock;

/**
 * Short readable lines for the person at the terminal; logs go to a file instead. Thread-safe: a
 * line never lands inside a progress bar.
 */
public final class Console {
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final Clock clock;
  private boolean barShown;

  /**
   * @param terminal whether a person watches, so that a line may be overwritten; into a file or a
   *     pipe every line is written once
   */
  public Console(PrintStream out, boolean terminal, Clock clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  public synchronized void line(String text) {
    eraseBar();
    out.println(text);
    out.flush();
  }

  /** A bar of its own; the caller closes it, also when the work fails. */
  public Progress progress(String label, long total) {
    return new Progress(this, clock, label, total, terminal);
  }

  synchronized void showBar(String text) {
    eraseBar();
    out.print(text);
    out.flush();
    barShown = true;
  }

  private void eraseBar() {
    if (barShown) {
      out.print(ERASE_LINE);
      barShown = false;
    }
  }
}
