package io.storeloop.benchmarks.experiments;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.Proportion;
import java.util.Locale;

/** What is printed. */
final class Markdown {
  private Markdown() {}

  static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  static void title(String title) {
    line("");
    line("## %s", title);
    line("");
  }

  /** A share in per cent with its 95 % interval. */
  static String share(long count, long of) {
    var proportion = new Proportion(count, of);
    Interval interval = proportion.wilsonInterval(0.95);
    return String.format(
        Locale.ROOT,
        "%.2f %% (%.2f to %.2f)",
        100 * proportion.rate(),
        100 * interval.lower(),
        100 * interval.upper());
  }
}
