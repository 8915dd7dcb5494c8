package io.storeloop.profile.profile;

import io.storeloop.common.conditions.ProfileVocabulary;
import java.util.List;

/** A number that predictors say of a profile, as conditions name it and as it is stored. */
public enum PredictionPath {
  PURCHASE_PROBABILITY("purchase.probability", "purchase_probability"),
  CHURN_PROBABILITY("churn.probability", "churn_probability"),
  LIFETIME_VALUE("lifetimeValue.value", "lifetime_value"),
  LIFETIME_PROBABILITY("lifetimeValue.probability", "lifetime_probability"),
  NEXT_PURCHASE_DAYS("nextPurchase.value", "next_purchase_days"),
  NEXT_PURCHASE_PROBABILITY("nextPurchase.probability", "next_purchase_probability");

  private final String path;
  private final String column;

  PredictionPath(String name, String column) {
    this.path = ProfileVocabulary.PREDICTION + name;
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
}
