package io.storeloop.algorithms.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The mornings of a log: what was known then, and what was bought in the period that followed. */
final class Windows {
  private final ActionLog log;
  private final PurchaseOptions options;
  private final int step;
  private final Map<Integer, PairRows> rows = new HashMap<>();

  Windows(ActionLog log, PurchaseOptions options) {
    this.log = log;
    this.options = options;
    this.step = options.stepDays() * stride();
  }

  /** Of too many rows every second, third, … morning is taken. */
  private int stride() {
    long mornings = Math.max(1, (log.endDay() - log.firstDay()) / options.stepDays());
    return (int)
        Math.max(1, (mornings * log.pairCount() + options.maxRows() - 1) / options.maxRows());
  }

  int step() {
    return step;
  }

  /** What was known of all pairs on a morning. */
  PairRows rows(int day) {
    return rows.computeIfAbsent(day, morning -> PairFeatures.before(log, morning));
  }

  /** Everything to be learnt from periods that were over by a morning; empty if none was. */
  TrainingRows endingBy(int day) {
    List<PairRows> parts = new ArrayList<>();
    List<boolean[]> labels = new ArrayList<>();
    int least = log.firstDay() + Math.max(1, options.horizonDays() / 4);
    for (int morning = day - options.horizonDays(); morning >= least; morning -= step) {
      PairRows part = rows(morning);
      parts.add(part);
      labels.add(part.bought(log, morning, morning + options.horizonDays()));
    }
    return new TrainingRows(PairRows.join(parts.toArray(PairRows[]::new)), join(labels));
  }

  /** How many pairs were bought in the period before a morning. */
  int boughtBefore(int day) {
    return bought(day - options.horizonDays());
  }

  /**
   * How many pairs were bought in the period that begins with a morning, whether met before or not.
   */
  int bought(int day) {
    int count = 0;
    for (int pair = 0; pair < log.pairCount(); pair++) {
      count += log.buys(pair, day, day + options.horizonDays()) ? 1 : 0;
    }
    return count;
  }

  private static boolean[] join(List<boolean[]> parts) {
    boolean[] joined = new boolean[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (boolean[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
