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

  /**
   * Scores all items for a history that says how much each of its items interested; a model that
   * goes by order alone leaves that aside.
   *
   * @param weights one per item of {@code items}, above 0
   * @throws IllegalArgumentException if {@code scores} is not of {@link #itemCount()}
   */
  default void score(int[] items, float[] weights, int size, double[] scores) {
    score(items, size, scores);
  }

  /**
   * What each place of a history adds to the scores of some items, in their unit, so that taking
   * the place away takes so much from the score. May be below 0. All 0 from a model whose score is
   * no sum over the history.
   *
   * @param weights as for {@link #score(int[], float[], int, double[])}
   * @param answers the items to explain, each once
   * @return answers × places of the history
   */
  default double[][] contributions(int[] items, float[] weights, int size, int[] answers) {
    return new double[answers.length][size];
  }
}
