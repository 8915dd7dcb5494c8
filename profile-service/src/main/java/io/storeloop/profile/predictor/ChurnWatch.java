package io.storeloop.profile.predictor;

import io.storeloop.profile.learning.Classifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Customers who are likely to leave, as they were scored last, the most money at risk first: the
 * probability to leave times what was spent until then. Thread-safe.
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
    List<ShopperHistory> histories =
        predictors.histories(some.stream().map(JdbcScores.AtRisk::profileId).toList());
    List<Customer> customers = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      JdbcScores.AtRisk scored = some.get(i);
      ShopperHistory history = histories.get(i);
      // who has refused to be counted meanwhile has no history any more
      if (Target.CHURN.isAskedOf(history.before(scored.asOf()))) {
        customers.add(
            new Customer(
                scored,
                customers.size() < MOST_EXPLAINED
                    ? predictor.of(history, scored.asOf()).explanation().reasons()
                    : List.of()));
      }
    }
    JdbcScores.AtRisk last = found.size() > limit ? some.getLast() : null;
    return new Page(
        customers,
        last == null
            ? null
            : new JdbcScores.Place(last.atRisk().toPlainString(), last.profileId()));
  }
}
