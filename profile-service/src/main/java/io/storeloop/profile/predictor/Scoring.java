package io.storeloop.profile.predictor;

import io.storeloop.profile.profile.PassedOver;
import io.storeloop.profile.profile.PredictionPath;
import io.storeloop.profile.profile.PredictionScores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Asks every active model about many shoppers at once, and keeps what it says. Thread-safe. */
final class Scoring implements PredictionScores {
  private static final int DECIMALS = 6;

  private final JdbcScores scores;
  private final Predictors predictors;
  private final Duration age;
  private final PassedOver passedOver;

  /** A model that is asked. */
  record Asked(Target target, ShopperModel predictor, int horizonDays) {}

  Scoring(JdbcScores scores, Predictors predictors, Duration age, PassedOver passedOver) {
    this.scores = scores;
    this.predictors = predictors;
    this.age = age;
    this.passedOver = passedOver;
  }

  @Override
  public String models() {
    return predictors.answering().stream()
        .map(model -> model.modelId().toString())
        .collect(Collectors.joining(" "));
  }

  @Override
  public Duration age() {
    return age;
  }

  @Override
  public void refresh(Collection<UUID> profileIds, boolean afterEvents, Instant now) {
    if (profileIds.isEmpty()) {
      return;
    }
    List<JdbcPredictorModels.Answering> answering = predictors.answering();
    if (answering.isEmpty()) {
      scores.forget(profileIds);
      return;
    }
    Map<String, UUID> models = new TreeMap<>();
    answering.forEach(model -> models.put(model.target().wireName(), model.modelId()));
    List<UUID> old = scores.old(profileIds, models, now.minus(age), afterEvents);
    int size = predictors.atOnce();
    for (int from = 0; from < old.size(); from += size) {
      scores.write(
          scored(old.subList(from, Math.min(from + size, old.size())), answering, now),
          models,
          now);
    }
  }

  private List<JdbcScores.Row> scored(
      List<UUID> profileIds, List<JdbcPredictorModels.Answering> answering, Instant now) {
    List<List<Act>> pasts =
        predictors.histories(profileIds).stream().map(history -> history.before(now)).toList();
    List<Asked> models = new ArrayList<>();
    for (JdbcPredictorModels.Answering model : answering) {
      predictors
          .predictor(model.target(), model.modelId())
          .ifPresent(
              predictor -> models.add(new Asked(model.target(), predictor, model.horizonDays())));
    }
    return rows(profileIds, pasts, models, now, passedOver::note);
  }

  /** All together; one by one where somebody cannot be calculated with: of them nothing is said. */
  static List<JdbcScores.Row> rows(
      List<UUID> profileIds,
      List<List<Act>> pasts,
      List<Asked> models,
      Instant now,
      Consumer<RuntimeException> passedOver) {
    try {
      return together(profileIds, pasts, models, now);
    } catch (RuntimeException fault) {
      if (profileIds.size() == 1) {
        passedOver.accept(fault);
        return List.of(new JdbcScores.Row(profileIds.getFirst(), Map.of()));
      }
      return IntStream.range(0, profileIds.size())
          .mapToObj(shopper ->
              rows(
                  List.of(profileIds.get(shopper)),
                  List.of(pasts.get(shopper)),
                  models,
                  now,
                  passedOver))
          .flatMap(List::stream)
          .toList();
    }
  }

  private static List<JdbcScores.Row> together(
      List<UUID> profileIds, List<List<Act>> pasts, List<Asked> models, Instant now) {
    List<Map<PredictionPath, BigDecimal>> values = new ArrayList<>();
    pasts.forEach(past -> values.add(new EnumMap<>(PredictionPath.class)));
    for (Asked model : models) {
      int[] asked =
          IntStream.range(0, pasts.size())
              .filter(shopper -> model.target().isAskedOf(pasts.get(shopper)))
              .filter(shopper -> knows(model.predictor(), pasts.get(shopper)))
              .toArray();
      List<List<Act>> of = IntStream.of(asked).mapToObj(pasts::get).toList();
      List<Score> said = said(model.predictor(), of, now, model.horizonDays());
      for (int i = 0; i < said.size(); i++) {
        note(values.get(asked[i]), model.target(), said.get(i));
      }
    }
    return IntStream.range(0, pasts.size())
        .mapToObj(shopper -> new JdbcScores.Row(profileIds.get(shopper), values.get(shopper)))
        .toList();
  }

  /** Whether a model knows anything of who has done this. */
  static boolean knows(ShopperModel predictor, List<Act> past) {
    return !(predictor instanceof TrainedPredictor trained) || trained.knows(past);
  }

  /** What a model says of shoppers, in their order. */
  static List<Score> said(
      ShopperModel predictor, List<List<Act>> pasts, Instant now, int horizonDays) {
    return switch (predictor) {
      case TrainedPredictor trained ->
          DoubleStream.of(trained.probabilities(pasts, now))
              .mapToObj(probability -> new Score(null, probability))
              .toList();
      case ForecastModel model ->
          pasts.stream().map(past -> model.score(past, now, horizonDays)).toList();
    };
  }

  private static void note(Map<PredictionPath, BigDecimal> values, Target target, Score score) {
    if (!Double.isFinite(score.probability())) {
      return;
    }
    values.put(
        switch (target) {
          case PURCHASE -> PredictionPath.PURCHASE_PROBABILITY;
          case CHURN -> PredictionPath.CHURN_PROBABILITY;
          case LIFETIME_VALUE -> PredictionPath.LIFETIME_PROBABILITY;
          case NEXT_PURCHASE -> PredictionPath.NEXT_PURCHASE_PROBABILITY;
        },
        rounded(score.probability()));
    Double value = score.value();
    if (value != null) {
      values.put(
          target == Target.LIFETIME_VALUE
              ? PredictionPath.LIFETIME_VALUE
              : PredictionPath.NEXT_PURCHASE_DAYS,
          rounded(value));
    }
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }
}
