package io.storeloop.launcher.console;

import java.time.Duration;
import java.util.Locale;

/** The words and the bar of a progress line. */
public final class ProgressText {
  private static final int BAR_WIDTH = 24;

  private ProgressText() {}

  /** Such as {@code events ######------ 50 % 100 of 200, 40/s}. */
  static String line(String label, long done, long total, Duration elapsed, boolean bar) {
    String counts =
        "%3d %%  %s of %s, %s/s"
            .formatted(
                percent(done, total),
                number(done),
                number(total),
                number(perSecond(done, elapsed)));
    return bar
        ? "  %-16s %s %s".formatted(label, bar(done, total), counts)
        : "  %-16s %s".formatted(label, counts);
  }

  /** 0 to 100; nothing to do counts as done. */
  static int percent(long done, long total) {
    return total <= 0 ? 100 : (int) Math.clamp(100 * done / total, 0, 100);
  }

  private static String bar(long done, long total) {
    int full = BAR_WIDTH * percent(done, total) / 100;
    return "#".repeat(full) + "-".repeat(BAR_WIDTH - full);
  }

  /** Rounded; 0 before a millisecond has passed. */
  public static long perSecond(long count, Duration elapsed) {
    long millis = elapsed.toMillis();
    return millis <= 0 ? 0 : Math.round(count * 1000.0 / millis);
  }

  /** With thousands separated: {@code 250,000}. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Such as {@code 12.3 s} or {@code 2 min 05 s}. */
  public static String duration(Duration duration) {
    return duration.compareTo(Duration.ofMinutes(2)) < 0
        ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
        : "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
