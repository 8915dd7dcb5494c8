package io.storeloop.profile.predictor;

import io.storeloop.profile.learning.Classifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Customers who are likely to leave, as they were scored last, the most money at risk first: the
 * probability to leave times what they have spent. Thread-safe.
 */
final class ChurnWatch {
  private final JdbcScores scores;
  private final Predictors predictors;

  /** Customers of a page of whom it is told why: reasons take longer than all else. */
  static final int MOST_EXPLAINED = 50;

  /**
   * A customer who may leave.
   *
   * @param reasons the weightiest first; empty behind the first {@value #MOST_EXPLAINED} of a page
   */
  record Customer(JdbcScores.AtRisk scored, List<Classifier.Reason> reasons) {
    Customer {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Some customers, the most at risk first.
   *
   * @param next where the next page begins behind; null after the last customer
   */
  record Page(List<Customer> customers, JdbcScores.@Nullable Place next) {}

  ChurnWatch(JdbcScores scores, Predictors predictors) {
    this.scores = scores;
    this.predictors = predictors;
  }

  /** The next customers at or above a probability; empty as long as no model is active. */
  Optional<Page> page(double minProbability, int limit, JdbcScores.Place after) {
    return predictors.answering().stream()
        .filter(model -> model.target() == Target.CHURN)
        .map(JdbcPredictorModels.Answering::modelId)
        .findFirst()
        .flatMap(model ->
            predictors
                .predictor(Target.CHURN, model)
                .filter(TrainedPredictor.class::isInstance)
                .map(TrainedPredictor.class::cast)
                .map(predictor -> page(model, predictor, minProbability, limit, after)));
  }

  private Page page(
      UUID model,
      TrainedPredictor predictor,
      double minProbability,
      int limit,
      JdbcScores.Place after) {
    List<JdbcScores.AtRisk> found = scores.atRisk(model, minProbability, after, limit + 1);
    List<JdbcScores.AtRisk> some = found.subList(0, Math.min(limit, found.size()));
    List<Customer> customers =
        customers(
            some,
            predictors::histories,
            (history, asOf) -> predictor.of(history, asOf).explanation().reasons());
    JdbcScores.AtRisk last = found.size() > limit ? some.getLast() : null;
    return new Page(
        customers,
        last == null
            ? null
            : new JdbcScores.Place(last.atRisk().toPlainString(), last.profileId()));
  }

  /** Only of those who are explained it is read what they did. */
  static List<Customer> customers(
      List<JdbcScores.AtRisk> some,
      Function<List<UUID>, List<ShopperHistory>> histories,
      BiFunction<ShopperHistory, Instant, List<Classifier.Reason>> reasons) {
    List<JdbcScores.AtRisk> first = some.subList(0, Math.min(MOST_EXPLAINED, some.size()));
    List<ShopperHistory> read =
        histories.apply(first.stream().map(JdbcScores.AtRisk::profileId).toList());
    List<Customer> customers = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      JdbcScores.AtRisk scored = first.get(i);
      // who has refused to be counted since they were found has no history any more
      if (Target.CHURN.isAskedOf(read.get(i).before(scored.asOf()))) {
        customers.add(new Customer(scored, reasons.apply(read.get(i), scored.asOf())));
      }
    }
    some.stream()
        .skip(first.size())
        .forEach(scored -> customers.add(new Customer(scored, List.of())));
    return customers;
  }
}
