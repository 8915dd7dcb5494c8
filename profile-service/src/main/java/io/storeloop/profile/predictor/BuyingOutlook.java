package io.storeloop.profile.predictor;

import io.storeloop.algorithms.lifetime.BetaGeometricNbd;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.algorithms.lifetime.RhythmModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What models of buying say of a shopper; {@code NaN} of who never bought, or where evidence for
 * the model was missing. Immutable.
 */
final class BuyingOutlook {
  private final double horizonDays;
  private final @Nullable PurchaseProcess process;
  private final @Nullable RhythmModel rhythm;

  BuyingOutlook(BuyingModels models) {
    this.horizonDays = models.horizonDays();
    this.process =
        models.process().isEmpty() ? null : process(PurchaseFamily.BG_NBD, models.process(), 0);
    this.rhythm =
        models.rhythm().isEmpty()
            ? null
            : new RhythmModel(
                models.rhythm().getFirst(), process(PurchaseFamily.MBG_NBD, models.rhythm(), 1));
  }

  private static BetaGeometricNbd process(PurchaseFamily family, List<Double> numbers, int from) {
    return new BetaGeometricNbd(
        family,
        numbers.get(from),
        numbers.get(from + 1),
        numbers.get(from + 2),
        numbers.get(from + 3));
  }

  double horizonDays() {
    return horizonDays;
  }

  boolean knowsProcess() {
    return process != null;
  }

  /** Probability of an order within the horizon by BG/NBD. */
  double processProbability(Past past) {
    return process == null
        ? Double.NaN
        : past.history()
            .map(history -> process.purchaseProbability(history, horizonDays))
            .orElse(Double.NaN);
  }

  /** Orders expected within the horizon by BG/NBD. */
  double expectedOrders(Past past) {
    return process == null
        ? Double.NaN
        : past.history()
            .map(history -> process.expectedPurchases(history, horizonDays))
            .orElse(Double.NaN);
  }

  /** Probability of an order within the horizon by the rhythm. */
  double rhythmProbability(Past past) {
    return rhythm == null
        ? Double.NaN
        : past.rhythm().map(own -> rhythm.purchaseProbability(own, horizonDays)).orElse(Double.NaN);
  }

  /** Probability that the shopper has not left, by the rhythm. */
  double alive(Past past) {
    return rhythm == null
        ? Double.NaN
        : past.rhythm().map(rhythm::aliveProbability).orElse(Double.NaN);
  }
}
