package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.EventType;
import java.time.Duration;

/**
 * How remembered interactions add up to interest. Each is remembered with the weight that the
 * settings file gives it; what a search has found in its place is a factor per behaviour.
 *
 * @param halfLifeMillis after which an interaction counts half as much as the shopper's latest
 * @param limit items of most weight that a list is made from
 */
public record InterestScale(
    float view,
    float click,
    float addToCart,
    float wishlist,
    float purchase,
    float review,
    long halfLifeMillis,
    int limit) {

  /** As the file says. */
  public static InterestScale of(InteractionProperties file) {
    return new InterestScale(1, 1, 1, 1, 1, 1, file.halfLife().toMillis(), file.maxScored());
  }

  /** As a search has found; what the file leaves out, with weight 0, is not remembered at all. */
  public static InterestScale of(InteractionProperties file, InterestSettings found) {
    InteractionProperties.Weights weights = file.weights();
    return new InterestScale(
        factor(found.view(), weights.view()),
        factor(found.click(), weights.click()),
        factor(found.addToCart(), weights.addToCart()),
        factor(found.wishlist(), weights.wishlist()),
        factor(found.purchase(), weights.purchase()),
        factor(found.review(), weights.review()),
        Duration.parse(found.halfLife()).toMillis(),
        file.maxScored());
  }

  private static float factor(double found, float remembered) {
    return remembered > 0 ? (float) (found / remembered) : 1;
  }

  float factor(EventType type) {
    return switch (type) {
      case VIEW -> view;
      case CLICK -> click;
      case ADD_TO_CART -> addToCart;
      case WISHLIST -> wishlist;
      case PURCHASE -> purchase;
      case REVIEW -> review;
      default -> 1;
    };
  }
}
