package io.storeloop.profile.predictor;

import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.ClassifierSearch;
import io.storeloop.profile.learning.Examples;
import io.storeloop.profile.learning.SearchOptions;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Learns who will buy or leave, after judging the same way of learning on the latest horizon that
 * is over: no database, no clock. Run it in a pool of one thread.
 */
final class PredictorTraining {
  /** Shoppers with either answer that the judged moment and the moments learned from need. */
  static final int FEWEST = 50;

  /**
   * Customers from which on a shop is not small: there few answers are no lack of customers but a
   * horizon that asks too early or too late, and a model that cannot be judged is refused.
   */
  static final int FEW_CUSTOMERS = 300;

  /** Shorter horizons are judged or refused. */
  static final Duration LEAST_UNJUDGED = Duration.ofDays(7);

  private final Target target;
  private final Duration horizon;
  private final SearchOptions options;
  private final LongSupplier nanoClock;

  /**
   * A model with its card.
   *
   * @param judged whether there were enough shoppers to judge it on later behaviour
   * @param passed whether it ranked better than every plain rule; false where it was not judged
   */
  record Outcome<M extends ShopperModel>(
      M predictor, Map<String, Object> card, boolean judged, boolean passed) {}

  PredictorTraining(
      Target target, Duration horizon, SearchOptions options, LongSupplier nanoClock) {
    this.target = target;
    this.horizon = horizon;
    this.options = options;
    this.nanoClock = nanoClock;
  }

  /**
   * Learns.
   *
   * @param now of which nothing later is known
   * @throws InsufficientEvidence if the log is too short or too few shoppers have either answer
   */
  Outcome<TrainedPredictor> train(
      List<ShopperHistory> shoppers, Instant now, Consumer<String> progress)
      throws InsufficientEvidence {
    Instant first = first(shoppers);
    Instant judged = now.minus(horizon);
    List<Instant> before = TrainingCuts.of(first, judged, horizon);
    if (before.isEmpty()) {
      throw new InsufficientEvidence(
          "a horizon of %d days needs a log of %d days, but this one spans %d"
              .formatted(
                  horizon.toDays(),
                  horizon.toDays() * 5 / 2,
                  Duration.between(first, now).toDays()));
    }
    Optional<String> missing =
        missing(PropensityRows.at(shoppers, before, horizon, target).examples())
            .or(() ->
                missing(PropensityRows.at(shoppers, List.of(judged), horizon, target).examples()));
    if (missing.isPresent()) {
      requireSmall(shoppers, now, missing.get());
      progress.accept("drawing few customers to what is known of other shops");
      return few(shoppers, first, now, missing.get());
    }
    progress.accept("judging on the latest horizon");
    PropensityVerdict verdict =
        PropensityJudgement.at(shoppers, first, judged, horizon, target, options, nanoClock);
    progress.accept("learning up to now");
    PropensityRows rows =
        PropensityRows.at(shoppers, TrainingCuts.of(first, now, horizon), horizon, target);
    Classifier classifier =
        new ClassifierSearch(options, nanoClock)
            .find(rows.examples(), rows.examples().all(), rows.ofLatest())
            .classifier();
    PropensityRows asked = PropensityRows.at(shoppers, List.of(now), horizon, target);
    Level.Told levelled = Level.of(classifier, rows, asked, shoppers, first, horizon, target);
    Map<String, Object> card = card(verdict, shoppers.size(), rows, first, now);
    card.put("level", levelled.way().words);
    return new Outcome<>(
        new TrainedPredictor(
            levelled.classifier(),
            verdict.calibration(),
            BuyingModels.learned(shoppers, now, horizon),
            Standing.of(asked.known())),
        card,
        true,
        verdict.beatsAll());
  }

  private static Instant first(List<ShopperHistory> shoppers) throws InsufficientEvidence {
    return shoppers.stream()
        .filter(history -> !history.acts().isEmpty())
        .map(history -> history.acts().getFirst().at())
        .min(Instant::compareTo)
        .orElseThrow(() -> new InsufficientEvidence("nobody has done anything yet"));
  }

  /** What is needed to learn from examples and to judge; empty if nothing is. */
  private Optional<String> missing(Examples examples) {
    int yes = examples.groups(true);
    int no = examples.groups(false);
    return Math.min(yes, no) < FEWEST
        ? Optional.of(
            "within %d days %d shoppers %s and %d did not, but %d of each are needed"
                .formatted(
                    horizon.toDays(),
                    target == Target.CHURN ? no : yes,
                    target == Target.CHURN ? "bought again" : "bought",
                    target == Target.CHURN ? yes : no,
                    FEWEST))
        : Optional.empty();
  }

  /** Refuses to go on unjudged unless it is for lack of customers. */
  private void requireSmall(List<ShopperHistory> shoppers, Instant now, String missing)
      throws InsufficientEvidence {
    long customers =
        shoppers.stream().filter(one -> Target.CHURN.isAskedOf(one.before(now))).count();
    if (customers >= FEW_CUSTOMERS) {
      throw new InsufficientEvidence(
          "%s; with %d customers it is not for lack of customers: take another horizon"
              .formatted(missing, customers));
    }
    if (horizon.compareTo(LEAST_UNJUDGED) < 0) {
      throw new InsufficientEvidence(
          "%s; without them a horizon of %d days or more is needed"
              .formatted(missing, LEAST_UNJUDGED.toDays()));
    }
  }

  /**
   * Nothing can be judged, so nothing is claimed but the interval: it may answer where no judged
   * model does.
   */
  private Outcome<TrainedPredictor> few(
      List<ShopperHistory> shoppers, Instant first, Instant now, String missing)
      throws InsufficientEvidence {
    TrainedPredictor predictor;
    try {
      predictor = FewCustomers.learned(shoppers, now, horizon, target);
    } catch (InsufficientEvidence evenForThis) {
      throw new InsufficientEvidence(
          "%s; and to be drawn to what is known of other shops: %s"
              .formatted(missing, evenForThis.getMessage()));
    }
    Map<String, Object> card = card(data(shoppers.size(), first, now));
    card.put("features", List.of(PropensityFeature.ORDER_PROBABILITY));
    card.put("level", Level.Way.PROCESS.words);
    card.put(
        "verdict",
        "not judged, for %s: customers are drawn to the shop, the shop to what is known of others, and the interval holds what is not known"
            .formatted(missing));
    card.put(
        "limits",
        List.of(
            "Knows how often, how lately and since when somebody ordered, and nothing of who never did.",
            "May answer as long as no judged model does. That it ranks better than plain rules is not shown; train again when there are more customers."));
    return new Outcome<>(predictor, card, false, false);
  }

  private static Map<String, Object> data(int shoppers, Instant first, Instant now) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("from", first.toString());
    data.put("until", now.toString());
    data.put("shoppers", shoppers);
    return data;
  }

  private Map<String, Object> card(Map<String, Object> data) {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("target", target.wireName());
    card.put("horizonDays", horizon.toDays());
    card.put("data", data);
    return card;
  }

  private Map<String, Object> card(
      PropensityVerdict verdict, int shoppers, PropensityRows rows, Instant first, Instant now) {
    Map<String, Object> data = data(shoppers, first, now);
    data.put("rows", rows.examples().rows());
    Map<String, Object> card = card(data);
    card.put("features", PropensityFeature.names());
    card.put("judged", verdict.json());
    card.put("verdict", verdict.beatsAll() ? "better than every plain rule" : worse(verdict));
    card.put(
        "limits",
        List.of(
            "Learned from this shop's own shoppers; other shops and sudden changes of season or assortment are outside what it knows.",
            "How many it expects in all is the level of the day it was learned; train again when the season changes.",
            "Shares of a prediction say what the model used, not what would happen if it were changed."));
    return card;
  }

  private static String worse(PropensityVerdict verdict) {
    return "not better beyond chance than " + String.join(", ", verdict.notBeaten());
  }
}
