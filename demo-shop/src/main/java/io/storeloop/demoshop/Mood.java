package io.storeloop.demoshop;

/**
 * How a shopper feels about the shop: annoyed by bad goods and empty shelves, pleased by good ones,
 * forgetting slowly.
 */
final class Mood {
  private static final double DAILY_HAZARD = 0.0035;
  private static final double HAZARD_STEEPNESS = 1.6;
  private static final double EAGERNESS_STEEPNESS = 0.45;
  private static final double WORST = 1.5;
  private static final double FORGETTING = 0.97;

  private final Dice dice;
  private double dissatisfaction;

  Mood(ShopperNature nature, Dice dice) {
    this.dice = dice;
    this.dissatisfaction = 0.35 * dice.gaussian() + 0.3 * (nature.priceSensitivity - 0.5);
  }

  /**
   * Tries what was bought: how much it delights, about -3 to 3, by its quality and how well it
   * suits.
   */
  double tryOut(Goods good, double match) {
    double delight = 1.1 * good.quality() + 1.4 * (match - 0.55) + 0.5 * dice.gaussian();
    annoy(-0.3 * delight);
    return delight;
  }

  void annoy(double much) {
    dissatisfaction = Math.clamp(FORGETTING * dissatisfaction + much, -WORST, WORST);
  }

  double hazardPerDay() {
    return DAILY_HAZARD * StrictMath.exp(HAZARD_STEEPNESS * dissatisfaction);
  }

  /** Factor on how often the shopper comes. */
  double eagerness() {
    return StrictMath.exp(-EAGERNESS_STEEPNESS * dissatisfaction);
  }
}
