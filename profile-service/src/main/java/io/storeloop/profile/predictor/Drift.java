package io.storeloop.profile.predictor;

import io.storeloop.algorithms.inference.NormalDistribution;
import io.storeloop.algorithms.metrics.PopulationStability;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the shoppers of now are from those a model learned from.
 *
 * @param shoppers who were looked at
 * @param features the most moved first
 * @param calibration absent until outcomes are known of what was said since the training
 * @param maturesAt when outcomes will be known
 */
record Drift(
    Verdict verdict,
    Instant asOf,
    int shoppers,
    Moved scores,
    List<Moved> features,
    @Nullable Calibration calibration,
    Instant maturesAt) {
  private static final double FALSE_ALARMS = 0.05;
  private static final double TWO_SIDED = 1.96;

  Drift {
    features = List.copyOf(features);
  }

  /** What to think of it; the worst of several is the highest. */
  enum Verdict {
    STABLE,
    WATCH,
    DRIFTED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Verdict worst(Stream<Verdict> all) {
      return all.max(Comparator.naturalOrder()).orElse(STABLE);
    }

    private static Verdict of(double value, double watch, double drifted) {
      return value >= drifted ? DRIFTED : value >= watch ? WATCH : STABLE;
    }
  }

  /**
   * One number.
   *
   * @param psi population stability index, 0 or more, see {@link PopulationStability}
   * @param chance what the index of all numbers that are compared at once stays below in 19 of 20
   *     looks where nothing has moved
   */
  record Moved(String name, double psi, double chance, Verdict verdict) {}

  /**
   * What was said at a moment since the training whose horizon is over, and what came.
   *
   * @param foretold mean probability
   * @param came share of whom it came true
   * @param ece expected calibration error, ten bins of equal width; null where all or none came
   */
  record Calibration(
      Instant cut,
      int shoppers,
      double foretold,
      double came,
      @Nullable Double ece,
      Verdict verdict) {

    /** A difference that chance explains is none. */
    static Calibration of(
        Instant cut,
        int shoppers,
        double foretold,
        double came,
        @Nullable Double ece,
        DriftProperties limits) {
      double gap = Math.abs(foretold - came);
      double chance = TWO_SIDED * Math.sqrt(foretold * (1 - foretold) / shoppers);
      return new Calibration(
          cut,
          shoppers,
          foretold,
          came,
          ece,
          gap > chance
              ? Verdict.of(gap, limits.calibrationWatch(), limits.calibrationDrifted())
              : Verdict.STABLE);
    }
  }

  /**
   * The verdict: the worst of scores and calibration. A moved feature alone is to be watched: what
   * the model says may stand it.
   */
  static Drift of(
      Instant asOf,
      int shoppers,
      Moved scores,
      List<Moved> features,
      @Nullable Calibration calibration,
      Instant maturesAt) {
    Verdict moved =
        Verdict.worst(
            features.stream()
                .map(feature ->
                    feature.verdict() == Verdict.STABLE ? Verdict.STABLE : Verdict.WATCH));
    Verdict fit = calibration == null ? Verdict.STABLE : calibration.verdict();
    return new Drift(
        Verdict.worst(Stream.of(scores.verdict(), fit, moved)),
        asOf,
        shoppers,
        scores,
        features.stream().sorted(Comparator.comparingDouble((Moved one) -> -one.psi())).toList(),
        calibration,
        maturesAt);
  }

  /**
   * Compares the spread of a number.
   *
   * <p>Where nothing has moved, the index times (1/n + 1/m)⁻¹ is about χ² with bins - 1 degrees of
   * freedom (Yurdakul, Statistical Properties of Population Stability Index, 2018): below its
   * quantile a move is not believed. That is of 95 %, or of as much more as keeps all numbers that
   * are compared at once below it in 19 of 20 looks (Bonferroni).
   *
   * @param compared how many numbers are compared at once, 1 or more
   */
  static Moved moved(String name, long[] before, long[] now, int compared, DriftProperties limits) {
    double psi = PopulationStability.index(before, now);
    int used = 0;
    double was = 0;
    double is = 0;
    for (int bin = 0; bin < before.length; bin++) {
      used += before[bin] + now[bin] > 0 ? 1 : 0;
      was += before[bin];
      is += now[bin];
    }
    double chance = quantile(Math.max(1, used - 1), compared) * (1 / was + 1 / is);
    return new Moved(
        name,
        psi,
        chance,
        psi > chance ? Verdict.of(psi, limits.watch(), limits.drifted()) : Verdict.STABLE);
  }

  /** Of χ², by Wilson and Hilferty, PNAS 17 (1931). */
  private static double quantile(int freedom, int compared) {
    double z = NormalDistribution.twoSidedQuantile(1 - 2 * FALSE_ALARMS / compared);
    double spread = 2.0 / (9 * freedom);
    return freedom * Math.pow(1 - spread + z * Math.sqrt(spread), 3);
  }
}
