package io.storeloop.profile.predictor;

import io.storeloop.algorithms.lifetime.Fit;
import io.storeloop.algorithms.lifetime.LifetimeOptions;
import io.storeloop.algorithms.lifetime.ProcessFit;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.ClassifierSearch;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What can be said where too few customers bought or left to learn from examples: BG/NBD, whose
 * customers share the distributions of the shop, and whose shop is drawn to what is known of others
 * ({@link ProcessFit}). How little is known of the shop widens the interval: it is that of the
 * probability over shops that the customers allow.
 *
 * <p>Source: Fader, Hardie and Lee, Marketing Science 24 (2005) for the customers; Gelman et al.,
 * Bayesian Data Analysis, §5 for the levels.
 */
final class FewCustomers {
  private static final LifetimeOptions OPTIONS = LifetimeOptions.standard();
  private static final int DRAWS = 200;
  private static final long SEED = 42;

  private FewCustomers() {}

  /**
   * Learns.
   *
   * @throws InsufficientEvidence if even this needs more customers
   */
  static TrainedPredictor learned(
      List<ShopperHistory> shoppers, Instant now, Duration horizon, Target target)
      throws InsufficientEvidence {
    List<PurchaseHistory> histories =
        shoppers.stream()
            .filter(shopper -> shopper.isKnownAsOf(now))
            .map(shopper -> new Past(shopper.before(now), now).history())
            .flatMap(Optional::stream)
            .toList();
    return switch (ProcessFit.of(PurchaseFamily.BG_NBD, histories, OPTIONS)) {
      case Fit.InsufficientEvidence<PurchaseProcess>(var missing) ->
          throw new InsufficientEvidence(String.join("; ", missing));
      case Fit.Fitted<PurchaseProcess> fitted ->
          predictor(fitted, histories, BuyingModels.days(horizon), target);
    };
  }

  /**
   * The same as what a search would have found.
   *
   * @throws PropensityJudgement.TooFew if even this needs more customers
   */
  static ClassifierSearch.Found found(
      List<ShopperHistory> shoppers, Instant now, Duration horizon, Target target) {
    Classifier classifier;
    try {
      classifier = learned(shoppers, now, horizon, target).classifier();
    } catch (InsufficientEvidence tooFew) {
      throw new PropensityJudgement.TooFew(tooFew.getMessage());
    }
    return new ClassifierSearch.Found(
        classifier,
        classifier,
        Map.of("BG/NBD", "drawn to what is known of other shops"),
        Map.of("BG/NBD", 1.0),
        "none",
        0,
        0);
  }

  private static TrainedPredictor predictor(
      Fit.Fitted<PurchaseProcess> fitted,
      List<PurchaseHistory> histories,
      double days,
      Target target) {
    double usual =
        histories.stream()
            .mapToDouble(history -> fitted.model().purchaseProbability(history, days))
            .average()
            .orElseThrow();
    var random = new SplittableRandom(SEED);
    List<List<Double>> drawn = new ArrayList<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      drawn.add(numbers(fitted.spread().draw(random)));
    }
    return new TrainedPredictor(
        Classifier.taking(
            PropensityFeature.names(),
            PropensityFeature.ORDER_PROBABILITY,
            usual,
            target == Target.CHURN),
        List.of(),
        new BuyingModels(days, numbers(fitted.model()), List.of(), drawn),
        null);
  }

  private static List<Double> numbers(PurchaseProcess process) {
    return List.copyOf(process.parameters().values());
  }
}
