package io.storeloop.algorithms.experiment;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.NormalDistribution;

/**
 * Intervals for looks planned beforehand, up to a largest number of users: at all looks together
 * the chance that the true effect is outside one of them is 1 − confidence. Narrower than a {@link
 * ConfidenceSequence}, at the price of an end.
 *
 * <p>Under no effect the statistic over the looks is a Brownian motion B(t), z = B(t) / √t. The
 * density of those not yet stopped is carried from look to look on a grid (Simpson's rule, {@value
 * #POINTS_PER_DEVIATION} points a deviation of the increment), and each critical value is the one
 * whose chance of being crossed first at this look is what the spending function adds. Looks may
 * lie where they fall, as long as where did not depend on the results.
 *
 * <p>Sources: Armitage, McPherson and Rowe, Repeated Significance Tests on Accumulating Data, JRSS
 * A 132 (1969); Jennison and Turnbull, Group Sequential Methods, 2000, ch. 19 (computation) and ch.
 * 9 (repeated confidence intervals). Immutable.
 */
public final class GroupSequentialDesign {
  /** More looks than anyone takes; the work is looks × grid². */
  public static final int MAX_LOOKS = 1_000;

  private static final int POINTS_PER_DEVIATION = 6;
  private static final int MAX_POINTS = 4_001;
  private static final int FEWEST_POINTS = 101;

  /** No crossing further out can be told from none. */
  private static final double FURTHEST_Z = 8;

  private final double[] criticalValues;

  private GroupSequentialDesign(double[] criticalValues) {
    this.criticalValues = criticalValues;
  }

  /**
   * The design of looks at these fractions of the planned information (users, while the variance
   * stays the same).
   *
   * @param confidence above 0.5 and below 1
   * @param fractions ascending, each above 0, the last at most 1
   * @throws IllegalArgumentException if one of these does not hold
   */
  public static GroupSequentialDesign of(
      double confidence, SpendingFunction spending, double... fractions) {
    requireLooks(confidence, fractions);
    double[] critical = new double[fractions.length];
    double spent = 0;
    double before = 0;
    Survivors survivors = Survivors.START;
    for (int look = 0; look < fractions.length; look++) {
      double t = fractions[look];
      double deviation = Math.sqrt(t - before);
      double until = spending.spent(1 - confidence, t);
      double bound = survivors.bound(deviation, (until - spent) / 2, FURTHEST_Z * Math.sqrt(t));
      critical[look] = bound / Math.sqrt(t);
      double next = look + 1 < fractions.length ? Math.sqrt(fractions[look + 1] - t) : deviation;
      survivors = survivors.after(deviation, bound, Math.min(deviation, next));
      spent = until;
      before = t;
    }
    return new GroupSequentialDesign(critical);
  }

  private static void requireLooks(double confidence, double[] fractions) {
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0.5 and below 1, but was " + confidence);
    }
    if (fractions.length < 1 || fractions.length > MAX_LOOKS) {
      throw new IllegalArgumentException(
          "there must be between 1 and %d looks, but were %d"
              .formatted(MAX_LOOKS, fractions.length));
    }
    double before = 0;
    for (double fraction : fractions) {
      if (!(fraction > before && fraction <= 1)) {
        throw new IllegalArgumentException(
            "fractions must ascend above 0 up to at most 1, but %s followed %s"
                .formatted(fraction, before));
      }
      before = fraction;
    }
  }

  /** Equally spaced looks, the last one at the end. */
  public static GroupSequentialDesign evenly(
      double confidence, SpendingFunction spending, int looks) {
    double[] fractions = new double[Math.max(0, looks)];
    for (int look = 0; look < fractions.length; look++) {
      fractions[look] = (look + 1.0) / looks;
    }
    return of(confidence, spending, fractions);
  }

  /** By look: how many standard errors from 0 an estimate must be for an effect to be claimed. */
  public double[] criticalValues() {
    return criticalValues.clone();
  }

  /**
   * The interval at a look.
   *
   * @param look from 0
   * @throws IndexOutOfBoundsException if the design has no such look
   */
  public Interval interval(Effect effect, int look) {
    return effect.within(criticalValues[look]);
  }

  /** The density, on a grid symmetric to 0, of those whom no look has stopped. */
  private record Survivors(double bound, double[] weighted) {
    /** Everybody at 0. */
    private static final Survivors START = new Survivors(0, new double[] {1});

    private double place(int point) {
      return weighted.length == 1 ? 0 : bound * (2.0 * point / (weighted.length - 1) - 1);
    }

    /** The bound which is crossed upwards with this probability, at most {@code furthest}. */
    private double bound(double deviation, double probability, double furthest) {
      double low = 0;
      double high = furthest;
      double middle = (low + high) / 2;
      while (low < middle && middle < high) {
        if (crossing(deviation, middle) > probability) {
          low = middle;
        } else {
          high = middle;
        }
        middle = high - low < 1e-10 ? high : (low + high) / 2;
      }
      return high;
    }

    private double crossing(double deviation, double upper) {
      double sum = 0;
      for (int point = 0; point < weighted.length; point++) {
        double z = (upper - place(point)) / deviation;
        if (z < FURTHEST_Z) {
          sum += weighted[point] * NormalDistribution.upperTail(z);
        }
      }
      return sum;
    }

    /** Those within the next bound, each point with Simpson's weight in it. */
    private Survivors after(double deviation, double next, double finest) {
      int wanted = (int) Math.ceil(2 * next / finest * POINTS_PER_DEVIATION) | 1;
      int points = Math.clamp(wanted, FEWEST_POINTS, MAX_POINTS);
      double step = 2 * next / (points - 1);
      double[] mass = new double[points];
      for (int to = 0; to < points; to++) {
        double at = -next + to * step;
        double density = 0;
        for (int from = 0; from < weighted.length; from++) {
          double z = (at - place(from)) / deviation;
          if (Math.abs(z) < FURTHEST_Z) {
            density += weighted[from] * NormalDistribution.density(z);
          }
        }
        double simpson = to == 0 || to == points - 1 ? 1 : to % 2 == 1 ? 4 : 2;
        mass[to] = density / deviation * simpson * step / 3;
      }
      return new Survivors(next, mass);
    }
  }
}
