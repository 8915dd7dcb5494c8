package io.storeloop.profile.predictor;

import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.ClassifierSearch;
import io.storeloop.profile.learning.Examples;
import io.storeloop.profile.learning.SearchOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Learns who will buy or leave, after judging the same way of learning on the latest horizon that
 * is over: no database, no clock. Run it in a pool of one thread.
 */
final class PredictorTraining {
  /** Shoppers with either answer that the judged moment and the moments learned from need. */
  static final int FEWEST = 50;

  private final Target target;
  private final Duration horizon;
  private final SearchOptions options;
  private final LongSupplier nanoClock;

  /**
   * A model with its card.
   *
   * @param passed whether it ranked better than every plain rule
   */
  record Outcome<M extends ShopperModel>(M predictor, Map<String, Object> card, boolean passed) {}

  /** There is too little to learn from; the message says what is missing. */
  static final class InsufficientEvidence extends Exception {
    private static final long serialVersionUID = 1L;

    InsufficientEvidence(String detail) {
      super(detail);
    }
  }

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
    requireEnough(PropensityRows.at(shoppers, before, horizon, target).examples());
    requireEnough(PropensityRows.at(shoppers, List.of(judged), horizon, target).examples());
    progress.accept("judging on the latest horizon");
    PropensityVerdict verdict =
        PropensityJudgement.at(shoppers, first, judged, horizon, target, options, nanoClock);
    progress.accept("learning up to now");
    PropensityRows rows =
        PropensityRows.at(shoppers, TrainingCuts.of(first, now, horizon), horizon, target);
    Classifier classifier =
        new ClassifierSearch(options, nanoClock)
            .find(rows.examples(), rows.examples().all())
            .classifier();
    return new Outcome<>(
        new TrainedPredictor(classifier, verdict.calibration()),
        card(verdict, shoppers.size(), rows, first, now),
        verdict.beatsAll());
  }

  private static Instant first(List<ShopperHistory> shoppers) throws InsufficientEvidence {
    return shoppers.stream()
        .filter(history -> !history.acts().isEmpty())
        .map(history -> history.acts().getFirst().at())
        .min(Instant::compareTo)
        .orElseThrow(() -> new InsufficientEvidence("nobody has done anything yet"));
  }

  private void requireEnough(Examples examples) throws InsufficientEvidence {
    int yes = shoppers(examples, true);
    int no = shoppers(examples, false);
    if (Math.min(yes, no) < FEWEST) {
      throw new InsufficientEvidence(
          "within %d days %d shoppers did and %d did not, but %d of each are needed"
              .formatted(horizon.toDays(), yes, no, FEWEST));
    }
  }

  /** One shopper is looked at several times, and is one all the same. */
  private static int shoppers(Examples examples, boolean answer) {
    return (int)
        IntStream.range(0, examples.rows())
            .filter(row -> examples.labels()[row] == answer)
            .map(row -> examples.groups()[row])
            .distinct()
            .count();
  }

  private Map<String, Object> card(
      PropensityVerdict verdict, int shoppers, PropensityRows rows, Instant first, Instant now) {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("target", target.wireName());
    card.put("horizonDays", horizon.toDays());
    card.put(
        "data",
        Map.of(
            "from", first.toString(),
            "until", now.toString(),
            "shoppers", shoppers,
            "rows", rows.examples().rows()));
    card.put("features", PropensityFeature.names());
    card.put("judged", verdict.json());
    card.put("verdict", verdict.beatsAll() ? "better than every plain rule" : worse(verdict));
    card.put(
        "limits",
        List.of(
            "Learned from this shop's own shoppers; other shops and sudden changes of season or assortment are outside what it knows.",
            "Shares of a prediction say what the model used, not what would happen if it were changed."));
    return card;
  }

  private static String worse(PropensityVerdict verdict) {
    return "not better beyond chance than " + String.join(", ", verdict.notBeaten());
  }
}
