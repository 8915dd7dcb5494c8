package io.storeloop.algorithms.similarity;

/**
 * How {@link UserNeighboursScorer} finds and hears like-minded users; see there for the formula.
 *
 * @param itemDamping a: a shared item of n users counts n^-a, so that bestsellers prove little; 0
 *     to 2
 * @param lengthExponent g: how strongly the length of the other user's history is divided out; 0 to
 *     2
 * @param neighbourLimit K: most users heard, 1 to {@link #MAX_NEIGHBOUR_LIMIT}
 */
public record UserNeighboursOptions(double itemDamping, double lengthExponent, int neighbourLimit) {
  public static final int MAX_NEIGHBOUR_LIMIT = 10_000;
  private static final double MAX_EXPONENT = 2;

  /**
   * @throws IllegalArgumentException if a value lies outside its range
   */
  public UserNeighboursOptions {
    requireExponent("itemDamping", itemDamping);
    requireExponent("lengthExponent", lengthExponent);
    if (neighbourLimit < 1 || neighbourLimit > MAX_NEIGHBOUR_LIMIT) {
      throw new IllegalArgumentException(
          "neighbourLimit must be between 1 and %d, but was %d"
              .formatted(MAX_NEIGHBOUR_LIMIT, neighbourLimit));
    }
  }

  private static void requireExponent(String option, double value) {
    if (!(value >= 0 && value <= MAX_EXPONENT)) {
      throw new IllegalArgumentException(
          "%s must be between 0 and %s, but was %s".formatted(option, MAX_EXPONENT, value));
    }
  }
}
