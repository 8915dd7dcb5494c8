package io.storeloop.recommendation.model;

/**
 * The model that answers now. Swapped by one volatile write; a reader takes it once and keeps it.
 */
public final class ActiveModel {
  private final Clicks clicks = new Clicks();
  private volatile RecommendationModel current = RecommendationModel.UNTRAINED;

  public RecommendationModel current() {
    return current;
  }

  void swapIn(RecommendationModel model) {
    clicks.feed(model.learnt().sessions());
    current = model;
  }

  Clicks clicks() {
    return clicks;
  }
}
