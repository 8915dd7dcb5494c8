package io.storeloop.profile.predictor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is foretold of a shopper, within the horizon. */
public enum Target {
  /** Buys; asked of everybody who was seen. */
  PURCHASE(TrainedPredictor.class),
  /** Buys nothing; asked of those who have bought. */
  CHURN(TrainedPredictor.class),
  /** What is spent; asked of those who have bought. */
  LIFETIME_VALUE(LifetimeValueModel.class),
  /** When the next purchase comes; asked of those who have bought. */
  NEXT_PURCHASE(NextPurchaseModel.class);

  private final Class<? extends ShopperModel> modelType;

  Target(Class<? extends ShopperModel> modelType) {
    this.modelType = modelType;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Target> ofWireName(String name) {
    return List.of(values()).stream().filter(target -> target.wireName().equals(name)).findFirst();
  }

  /** Whether the answer is the probability of a yes, learned from examples. */
  public boolean isPropensity() {
    return modelType == TrainedPredictor.class;
  }

  Class<? extends ShopperModel> modelType() {
    return modelType;
  }

  /** Whether the question makes sense for who has done this. */
  boolean isAskedOf(List<Act> past) {
    return this == PURCHASE
        ? !past.isEmpty()
        : past.stream().anyMatch(act -> act.kind() == ActKind.PURCHASE);
  }
}
