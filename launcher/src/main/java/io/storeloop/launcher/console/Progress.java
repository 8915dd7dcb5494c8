package io.storeloop.launcher.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a piece of work is. On a terminal a bar that moves, elsewhere one line every ten percent.
 * Thread-safe.
 */
public final class Progress implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final int PERCENT_STEP = 10;

  private final Console console;
  private final Clock clock;
  private final String label;
  private final boolean terminal;
  private final Instant started;
  private long total;
  private long done;
  private Instant drawn;
  private int percentSaid;
  private boolean closed;

  Progress(Console console, Clock clock, String label, long total, boolean terminal) {
    this.console = console;
    this.clock = clock;
    this.label = label;
    this.total = total;
    this.terminal = terminal;
    this.started = clock.instant();
    this.drawn = started.minus(REDRAW);
  }

  public synchronized void add(long count) {
    to(done + count);
  }

  public synchronized void to(long newDone) {
    done = newDone;
    show();
  }

  /** The whole turned out to be different. */
  public synchronized void total(long newTotal) {
    total = newTotal;
  }

  private void show() {
    if (closed) {
      return;
    }
    Instant now = clock.instant();
    if (terminal) {
      if (Duration.between(drawn, now).compareTo(REDRAW) >= 0) {
        drawn = now;
        console.showBar(text(now));
      }
      return;
    }
    int percent = ProgressText.percent(done, total) / PERCENT_STEP * PERCENT_STEP;
    if (percent > percentSaid && percent < 100) {
      percentSaid = percent;
      console.line(text(now));
    }
  }

  private String text(Instant now) {
    return ProgressText.line(label, done, total, Duration.between(started, now), terminal);
  }

  /** Leaves the last state behind as a line. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      console.line(text(clock.instant()));
    }
  }
}
