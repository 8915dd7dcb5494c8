package io.storeloop.profile.profile;

import io.storeloop.common.conditions.ProfileVocabulary;
import java.util.List;

/** A number that predictors say of a profile, as conditions name it and as it is stored. */
public enum PredictionPath {
  PURCHASE_PROBABILITY("purchase.probability", "purchase", "purchase_probability"),
  CHURN_PROBABILITY("churn.probability", "churn", "churn_probability"),
  LIFETIME_VALUE("lifetimeValue.value", "lifetime-value", "lifetime_value"),
  LIFETIME_PROBABILITY("lifetimeValue.probability", "lifetime-value", "lifetime_probability"),
  NEXT_PURCHASE_DAYS("nextPurchase.value", "next-purchase", "next_purchase_days"),
  NEXT_PURCHASE_PROBABILITY(
      "nextPurchase.probability", "next-purchase", "next_purchase_probability");

  private final String path;
  private final String predictor;
  private final String column;

  PredictionPath(String name, String predictor, String column) {
    this.path = ProfileVocabulary.PREDICTION + name;
    this.predictor = predictor;
    this.column = column;
  }

  /**
   * The path with that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PredictionPath of(String path) {
    return List.of(values()).stream()
        .filter(known -> known.path.equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no prediction at " + path));
  }

  /** As conditions name it. */
  public String path() {
    return path;
  }

  /** Of the table {@code predictor_score}. */
  public String column() {
    return column;
  }

  /**
   * The number in SQL if the model that said it answers still, else null.
   *
   * @param score a row of {@code predictor_score}
   * @param answering an expression of what {@code predictor_answering} holds
   */
  public String saidBy(String score, String answering) {
    return "(case when %1$s.models -> '%2$s' = %3$s -> '%2$s' then %1$s.%4$s end)"
        .formatted(score, predictor, answering, column);
  }
}
