package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a behaviour says about a shopper's interest, and how much of it is remembered.
 *
 * @param maxPerUser most recent interactions kept per shopper
 * @param maxScored of those, the items of most weight that a personal list is computed from
 * @param maxUsers users remembered, and as many browsers that are merged with nobody
 * @param maxSessions sessions remembered for callers that know nothing but a {@code sessionId}
 * @param halfLife after which an interaction weighs half as much as the shopper's latest one
 * @param ratingScale the best rating a review can give
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.interaction")
public record InteractionProperties(
    @Min(2) @Max(10_000) @DefaultValue("500") int maxPerUser,
    @Min(1) @Max(500) @DefaultValue("100") int maxScored,
    @Min(1) @Max(100_000_000) @DefaultValue("1000000") int maxUsers,
    @Min(1) @Max(10_000_000) @DefaultValue("100000") int maxSessions,
    @DefaultValue("30d") Duration halfLife,
    @Min(1) @Max(10) @DefaultValue("5") int ratingScale,
    @DefaultValue Weights weights) {

  /** Weight of one behaviour; 0 leaves it out. */
  public record Weights(
      @DecimalMin("0") @DecimalMax("1000") @DefaultValue("1") float view,
      @DecimalMin("0") @DecimalMax("1000") @DefaultValue("0") float listView,
      @DecimalMin("0") @DecimalMax("1000") @DefaultValue("1") float click,
      @DecimalMin("0") @DecimalMax("1000") @DefaultValue("2") float addToCart,
      @DecimalMin("0") @DecimalMax("1000") @DefaultValue("2") float wishlist,
      @DecimalMin("0") @DecimalMax("1000") @DefaultValue("3") float purchase,
      @DecimalMin("0") @DecimalMax("1000") @DefaultValue("2") float review) {}

  /** The shortest half-life: below it yesterday would not count at all. */
  private static final Duration MIN_HALF_LIFE = Duration.ofMinutes(1);

  public InteractionProperties {
    if (halfLife.compareTo(MIN_HALF_LIFE) < 0) {
      throw new IllegalArgumentException(
          "halfLife must be %s or more, but was %s".formatted(MIN_HALF_LIFE, halfLife));
    }
  }

  /** The defaults, as the settings file documents them. */
  public static InteractionProperties defaults() {
    return new InteractionProperties(
        500, 100, 1_000_000, 100_000, Duration.ofDays(30), 5, new Weights(1, 0, 1, 2, 2, 3, 2));
  }

  /**
   * How much interest the event shows; 0 if none. A review speaks by its rating: the best one has
   * the full weight, the middle of the scale and all below it none, one without rating half.
   */
  public float weightOf(Event event) {
    return event.type() == EventType.REVIEW ? reviewWeight(event) : weightOf(event.type());
  }

  /** As {@link #weightOf(Event)} for the types whose weight depends on nothing else. */
  public float weightOf(EventType type) {
    return switch (type) {
      case VIEW -> weights.view();
      case LIST_VIEW -> weights.listView();
      case CLICK -> weights.click();
      case ADD_TO_CART -> weights.addToCart();
      case WISHLIST -> weights.wishlist();
      case PURCHASE -> weights.purchase();
      default -> 0;
    };
  }

  private float reviewWeight(Event event) {
    if (event.rating() == null) {
      return weights.review() / 2;
    }
    float share = Math.min(1, event.rating().floatValue() / ratingScale);
    return Math.max(0, weights.review() * (2 * share - 1));
  }
}
