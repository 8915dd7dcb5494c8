package io.storeloop.recommendation.model;

/**
 * The size of a training.
 *
 * @param users with at least one item
 * @param items somebody met
 * @param interactions pairs of a user and an item that met
 * @param pairs additions of two items of one user: the measure of the cost
 * @param neighbours entries of all neighbour lists
 */
public record TrainingCounts(int users, int items, int interactions, long pairs, int neighbours) {
  static final TrainingCounts NONE = new TrainingCounts(0, 0, 0, 0, 0);
}
