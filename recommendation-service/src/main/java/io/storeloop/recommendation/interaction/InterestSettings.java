package io.storeloop.recommendation.interaction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;

/**
 * What each behaviour says about interest, as a search has found it, in place of {@link
 * InteractionProperties.Weights} and its half-life.
 */
@Schema(name = "RecommendationInterest", description = "What each behaviour says about interest")
public record InterestSettings(
    @Schema(example = "1") double view,
    @Schema(example = "1") double click,
    @Schema(example = "2") double addToCart,
    @Schema(example = "2") double wishlist,
    @Schema(example = "3") double purchase,
    @Schema(example = "2") double review,
    @Schema(
            description =
                "an interaction that much older than the shopper's latest counts half; ISO 8601",
            example = "PT720H")
        String halfLife) {
  private static final double MAX_WEIGHT = 1_000;

  /**
   * @throws IllegalArgumentException if a weight is not a number from 0 to 1000
   * @throws java.time.format.DateTimeParseException if the half-life is no duration
   */
  public InterestSettings {
    for (double weight : new double[] {view, click, addToCart, wishlist, purchase, review}) {
      if (!(weight >= 0 && weight <= MAX_WEIGHT)) {
        throw new IllegalArgumentException(
            "a weight must be between 0 and %s, but was %s".formatted(MAX_WEIGHT, weight));
      }
    }
    if (!Duration.parse(halfLife).isPositive()) {
      throw new IllegalArgumentException("the half-life must be above 0, but was " + halfLife);
    }
  }

  /** Those of the settings file. */
  public static InterestSettings of(InteractionProperties file) {
    InteractionProperties.Weights weights = file.weights();
    return new InterestSettings(
        weights.view(),
        weights.click(),
        weights.addToCart(),
        weights.wishlist(),
        weights.purchase(),
        weights.review(),
        file.halfLife().toString());
  }

  public InterestSettings withHalfLife(Duration fading) {
    return new InterestSettings(
        view, click, addToCart, wishlist, purchase, review, fading.toString());
  }

  /** Every behaviour that counts at all counts alike. */
  public InterestSettings alike() {
    return new InterestSettings(
        Math.signum(view),
        Math.signum(click),
        Math.signum(addToCart),
        Math.signum(wishlist),
        Math.signum(purchase),
        Math.signum(review),
        halfLife);
  }

  /** One behaviour says so many times as much. */
  public InterestSettings times(Behaviour behaviour, double factor) {
    return new InterestSettings(
        scaled(behaviour, Behaviour.VIEW, view, factor),
        scaled(behaviour, Behaviour.CLICK, click, factor),
        scaled(behaviour, Behaviour.ADD_TO_CART, addToCart, factor),
        scaled(behaviour, Behaviour.WISHLIST, wishlist, factor),
        scaled(behaviour, Behaviour.PURCHASE, purchase, factor),
        scaled(behaviour, Behaviour.REVIEW, review, factor),
        halfLife);
  }

  private static double scaled(Behaviour asked, Behaviour own, double weight, double factor) {
    return asked == own ? Math.min(MAX_WEIGHT, weight * factor) : weight;
  }

  /** What a weight belongs to. */
  public enum Behaviour {
    VIEW,
    CLICK,
    ADD_TO_CART,
    WISHLIST,
    PURCHASE,
    REVIEW
  }
}
