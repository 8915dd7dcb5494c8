package io.storeloop.profile.predictor;

import io.storeloop.algorithms.metrics.BinaryOutcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a model's shoppers of now with those it learned from: no database, no clock. */
final class DriftWatch {
  private final DriftProperties limits;

  DriftWatch(DriftProperties limits) {
    this.limits = limits;
  }

  /**
   * Looks.
   *
   * @param learnedAt of which nothing later was learned
   * @return empty if the question makes sense for too few of the shoppers
   */
  Optional<Drift> look(
      Target target,
      ShopperModel model,
      TrainingDistribution learned,
      List<ShopperHistory> shoppers,
      Instant learnedAt,
      int horizonDays,
      Instant now) {
    List<List<Act>> pasts = asked(target, model, shoppers, now);
    if (pasts.size() < limits.fewest()) {
      return Optional.empty();
    }
    List<Drift.Moved> features = new ArrayList<>();
    Map<String, double[]> columns = TrainingDistribution.columns(model, pasts, now);
    learned
        .features()
        .forEach((name, spread) -> {
          double[] values = columns.get(name);
          if (values != null) {
            features.add(
                Drift.moved(
                    name,
                    spread.known(),
                    spread.counted(values),
                    learned.features().size(),
                    limits));
          }
        });
    double[] scores = TrainingDistribution.scores(model, pasts, now, horizonDays);
    Duration horizon = Duration.ofDays(horizonDays);
    return Optional.of(
        Drift.of(
            now,
            pasts.size(),
            Drift.moved(
                "scores", learned.scores().known(), learned.scores().counted(scores), 1, limits),
            features,
            calibration(target, model, shoppers, learnedAt, horizonDays, now.minus(horizon)),
            learnedAt.plus(horizon)));
  }

  /** Of whom the question makes sense at a moment, and of whom the model knows anything. */
  static List<List<Act>> asked(
      Target target, ShopperModel model, List<ShopperHistory> shoppers, Instant at) {
    return shoppers.stream()
        .map(history -> history.before(at))
        .filter(past -> isAskedOf(target, model, past))
        .toList();
  }

  private static boolean isAskedOf(Target target, ShopperModel model, List<Act> past) {
    return target.isAskedOf(past) && Scoring.knows(model, past);
  }

  /** What the model would have said a horizon ago, from the acts before then, and what came. */
  private Drift.@Nullable Calibration calibration(
      Target target,
      ShopperModel model,
      List<ShopperHistory> shoppers,
      Instant learnedAt,
      int horizonDays,
      Instant cut) {
    if (cut.isBefore(learnedAt)) {
      return null;
    }
    List<ShopperHistory> judged =
        shoppers.stream().filter(history -> isAskedOf(target, model, history.before(cut))).toList();
    if (judged.size() < limits.fewest()) {
      return null;
    }
    List<List<Act>> pasts = judged.stream().map(history -> history.before(cut)).toList();
    double[] foretold =
        Scoring.said(model, pasts, cut, horizonDays).stream()
            .mapToDouble(Score::probability)
            .toArray();
    boolean[] came = new boolean[foretold.length];
    int yes = 0;
    double sum = 0;
    for (int shopper = 0; shopper < came.length; shopper++) {
      boolean buys = judged.get(shopper).buysWithin(cut, Duration.ofDays(horizonDays));
      came[shopper] = buys != (target == Target.CHURN);
      yes += came[shopper] ? 1 : 0;
      sum += foretold[shopper];
    }
    boolean both = yes > 0 && yes < came.length;
    Double ece =
        both
            ? (Double) new BinaryOutcomes(foretold, new boolean[came.length], came).figures().ece()
            : null;
    return Drift.Calibration.of(
        cut, came.length, sum / came.length, (double) yes / came.length, ece, limits);
  }
}
