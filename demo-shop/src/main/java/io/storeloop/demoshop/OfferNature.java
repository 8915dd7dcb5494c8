package io.storeloop.demoshop;

/**
 * How a shopper truly responds to an offer: the probability of buying within seven days without and
 * with it.
 *
 * <p>The type depends on what can be observed (how often someone visits, how much prices matter,
 * the newsletter), so that it can be learnt, but not wholly.
 */
record OfferNature(Type type, double untreated, double treated) {

  /** The four kinds of customers that uplift modelling tells apart. */
  enum Type {
    PERSUADABLE,
    SURE_THING,
    LOST_CAUSE,
    DO_NOT_DISTURB
  }

  /** Who has left the shop buys nothing, offer or not. */
  static final OfferNature OF_THE_CHURNED = new OfferNature(Type.LOST_CAUSE, 0.003, 0.003);

  double buyingProbability(boolean isTreated) {
    return isTreated ? treated : untreated;
  }

  /** {@code activity} is the shopper's visit rate as a standard score. */
  static OfferNature draw(double priceSensitivity, double activity, boolean newsletter, Dice dice) {
    double[] weights = {
      StrictMath.exp(3.5 * (priceSensitivity - 0.5) + (newsletter ? 0.8 : 0)),
      0.6 * StrictMath.exp(1.3 * activity - 1.5 * (priceSensitivity - 0.5)),
      StrictMath.exp(-0.9 * activity),
      0.45 * StrictMath.exp(-2.5 * (priceSensitivity - 0.5) - (newsletter ? 1.2 : 0)),
    };
    return switch (Type.values()[dice.weighted(weights)]) {
      case PERSUADABLE -> of(Type.PERSUADABLE, dice.between(0.02, 0.06), dice.between(0.10, 0.26));
      case SURE_THING -> of(Type.SURE_THING, dice.between(0.18, 0.40), dice.between(0, 0.02));
      case LOST_CAUSE -> of(Type.LOST_CAUSE, dice.between(0.002, 0.015), dice.between(0, 0.003));
      case DO_NOT_DISTURB ->
          of(Type.DO_NOT_DISTURB, dice.between(0.10, 0.22), -dice.between(0.05, 0.09));
    };
  }

  /** Factor on how readily the shopper puts things into the cart on ordinary days. */
  double buyingMood() {
    return switch (type) {
      case SURE_THING -> 2.0;
      case DO_NOT_DISTURB -> 1.4;
      case PERSUADABLE -> 0.8;
      case LOST_CAUSE -> 0.4;
    };
  }

  private static OfferNature of(Type type, double untreated, double uplift) {
    return new OfferNature(type, untreated, untreated + uplift);
  }
}
