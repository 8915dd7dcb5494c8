package io.storeloop.profile.predictor;

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
  private static final double CONFIDENT = 1.645;
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
   * @param chance what the index stays below in 19 of 20 cases where nothing has moved
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
   * freedom (Yurdakul, Statistical Properties of Population Stability Index, 2018): below its 95 %
   * quantile, normally approximated, a move is not believed.
   */
  static Moved moved(String name, long[] before, long[] now, DriftProperties limits) {
    double psi = PopulationStability.index(before, now);
    int used = 0;
    double was = 0;
    double is = 0;
    for (int bin = 0; bin < before.length; bin++) {
      used += before[bin] + now[bin] > 0 ? 1 : 0;
      was += before[bin];
      is += now[bin];
    }
    int freedom = Math.max(1, used - 1);
    double chance = (freedom + CONFIDENT * Math.sqrt(2.0 * freedom)) * (1 / was + 1 / is);
    return new Moved(
        name,
        psi,
        chance,
        psi > chance ? Verdict.of(psi, limits.watch(), limits.drifted()) : Verdict.STABLE);
  }
}
