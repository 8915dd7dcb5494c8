package io.storeloop.algorithms.content;

/**
 * What {@link ContentIndex} compares items by. A weight says how much a word or attribute counts
 * beside the others, all else equal; 0 leaves it out; at most {@link #MAX_WEIGHT}.
 *
 * @param nameWeight of a word of the name
 * @param textWeight of a word of the text
 * @param categoryWeight of each category of the path
 * @param brandWeight of the brand
 * @param priceWeight of each of the two price bands an item lies in
 * @param saturation k1 of BM25: how fast a repeated word stops adding, 0 to 10
 * @param maxWords most words read of each name and text, 1 to {@link #MAX_WORDS}
 * @param maxItemsPerTerm a word or attribute more items have than this is not compared, 1 or more:
 *     it says next to nothing and costs most
 */
public record ContentOptions(
    double nameWeight,
    double textWeight,
    double categoryWeight,
    double brandWeight,
    double priceWeight,
    double saturation,
    int maxWords,
    int maxItemsPerTerm) {
  public static final double MAX_WEIGHT = 1_000;
  public static final int MAX_WORDS = 1_000;

  private static final double MAX_SATURATION = 10;

  /**
   * Refuses values outside the ranges above with an {@link IllegalArgumentException} that names the
   * option.
   */
  public ContentOptions {
    requireRange("nameWeight", nameWeight, 0, MAX_WEIGHT);
    requireRange("textWeight", textWeight, 0, MAX_WEIGHT);
    requireRange("categoryWeight", categoryWeight, 0, MAX_WEIGHT);
    requireRange("brandWeight", brandWeight, 0, MAX_WEIGHT);
    requireRange("priceWeight", priceWeight, 0, MAX_WEIGHT);
    requireRange("saturation", saturation, 0, MAX_SATURATION);
    requireRange("maxWords", maxWords, 1, MAX_WORDS);
    requireRange("maxItemsPerTerm", maxItemsPerTerm, 1, Integer.MAX_VALUE);
  }

  /** Names before descriptions, categories and brand beside them, the price as a tie-breaker. */
  public static ContentOptions standard() {
    return new ContentOptions(2, 1, 1, 1, 0.25, 1.2, 200, 20_000);
  }

  private static void requireRange(String option, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must be between %s and %s, but was %s".formatted(option, min, max, value));
    }
  }
}
