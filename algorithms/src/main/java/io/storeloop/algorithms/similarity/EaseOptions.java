package io.storeloop.algorithms.similarity;

/**
 * How {@link EaseScorer} learns.
 *
 * @param regularisation lambda, added to the diagonal: the more, the less an item's weights trust
 *     few users; above 0, at most 1e9
 * @param maxUserItems most items of one user that count, the latest ones; 2 to {@link
 *     CooccurrenceOptions#MAX_USER_ITEMS}
 */
public record EaseOptions(double regularisation, int maxUserItems) {
  private static final double MAX_REGULARISATION = 1e9;

  /**
   * @throws IllegalArgumentException if a value lies outside its range
   */
  public EaseOptions {
    require(regularisation, maxUserItems);
  }

  public EaseOptions(double regularisation) {
    this(regularisation, CooccurrenceOptions.DEFAULT_MAX_USER_ITEMS);
  }

  static void require(double regularisation, int maxUserItems) {
    if (!(regularisation > 0 && regularisation <= MAX_REGULARISATION)) {
      throw new IllegalArgumentException(
          "regularisation must be above 0 and at most %s, but was %s"
              .formatted(MAX_REGULARISATION, regularisation));
    }
    if (maxUserItems < 2 || maxUserItems > CooccurrenceOptions.MAX_USER_ITEMS) {
      throw new IllegalArgumentException(
          "maxUserItems must be between 2 and %d, but was %d"
              .formatted(CooccurrenceOptions.MAX_USER_ITEMS, maxUserItems));
    }
  }
}
