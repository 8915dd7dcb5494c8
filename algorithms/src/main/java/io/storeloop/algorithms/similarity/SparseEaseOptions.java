package io.storeloop.algorithms.similarity;

/**
 * How {@link SparseEaseScorer} learns.
 *
 * @param regularisation lambda, added to the diagonal: the more, the less an item's weights trust
 *     few users; above 0, at most 1e9
 * @param neighbourLimit most items that may speak for one, those with the most similar users; 1 to
 *     {@value #MAX_NEIGHBOURS}, as time grows with its cube
 * @param maxUserItems most items of one user that count, the latest ones; 2 to {@link
 *     CooccurrenceOptions#MAX_USER_ITEMS}
 */
public record SparseEaseOptions(double regularisation, int neighbourLimit, int maxUserItems) {
  public static final int MAX_NEIGHBOURS = 1_000;

  /**
   * @throws IllegalArgumentException if a value lies outside its range
   */
  public SparseEaseOptions {
    if (neighbourLimit < 1 || neighbourLimit > MAX_NEIGHBOURS) {
      throw new IllegalArgumentException(
          "neighbourLimit must be between 1 and %d, but was %d"
              .formatted(MAX_NEIGHBOURS, neighbourLimit));
    }
    EaseOptions.require(regularisation, maxUserItems);
  }

  public SparseEaseOptions(double regularisation, int neighbourLimit) {
    this(regularisation, neighbourLimit, CooccurrenceOptions.DEFAULT_MAX_USER_ITEMS);
  }

  /** Which items may speak for one: the cosine of the columns, order and weights as they are. */
  CooccurrenceOptions candidates() {
    return CooccurrenceOptions.cosine()
        .withNeighbourLimit(neighbourLimit)
        .withMaxUserItems(maxUserItems);
  }
}
