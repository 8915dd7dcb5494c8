package io.storeloop.algorithms.scoring;

/**
 * A model that says of every item how much what somebody did speaks for it. The one form in which
 * models are compared, whatever they learnt from: the search chooses among them and the evaluation
 * judges them.
 *
 * <p>Scores order the items of one call. They have no unit and are not comparable between calls or
 * models. Safe for any number of threads unless the model says otherwise.
 */
public interface ItemScorer {
  /** Number of items; indexes run from 0 to one less. */
  int itemCount();

  /**
   * Scores all items.
   *
   * @param items what was done, from old to new, as item indexes; an item may come more than once
   * @param size how many of {@code items} count, from the start
   * @param scores one per item, overwritten: higher is better, 0 where nothing speaks for the item
   * @throws IllegalArgumentException if {@code scores} is not of {@link #itemCount()}
   */
  void score(int[] items, int size, double[] scores);
}
