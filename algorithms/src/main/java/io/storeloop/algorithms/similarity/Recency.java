package io.storeloop.algorithms.similarity;

/**
 * How much each item of a history says, by its age: the latest weighs 1, the distinct one before it
 * {@code fading}, then {@code fading}², until {@code latest} items are taken. The same weights as
 * {@link History#ofLatest}.
 *
 * @param fading above 0, at most 1; 1 lets all count alike
 * @param latest how many distinct items count, 1 to {@link History#MAX_ITEMS}
 */
public record Recency(double fading, int latest) {
  /** Everything counts alike, as far as a history reaches. */
  public static final Recency NONE = new Recency(1, History.MAX_ITEMS);

  /**
   * @throws IllegalArgumentException if a value lies outside its range
   */
  public Recency {
    if (!(fading > 0 && fading <= 1)) {
      throw new IllegalArgumentException("fading must be above 0 and at most 1, but was " + fading);
    }
    if (latest < 1 || latest > History.MAX_ITEMS) {
      throw new IllegalArgumentException(
          "latest must be between 1 and %d, but was %d".formatted(History.MAX_ITEMS, latest));
    }
  }
}
