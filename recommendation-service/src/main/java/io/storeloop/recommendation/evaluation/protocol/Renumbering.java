package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.recommendation.evaluation.file.Ids;
import io.storeloop.recommendation.evaluation.file.Sequences;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * New indexes: first for those that the training data know, then for the others, so that one
 * comparison tells whether an item or a user is known.
 */
final class Renumbering {
  private final int[] numbers;
  private final int known;

  private Renumbering(int[] numbers, int known) {
    this.numbers = numbers;
    this.known = known;
  }

  /**
   * Numbers by first appearance.
   *
   * @param appearing old indexes, as the training data name them
   * @param count how many old indexes there are
   */
  static Renumbering byAppearance(IntStream appearing, int count) {
    int[] numbers = new int[count];
    Arrays.fill(numbers, Ids.UNKNOWN);
    int[] order = appearing.filter(index -> claim(numbers, index)).toArray();
    for (int number = 0; number < order.length; number++) {
      numbers[order[number]] = number;
    }
    int next = order.length;
    for (int index = 0; index < count; index++) {
      if (numbers[index] == Ids.UNKNOWN) {
        numbers[index] = next++;
      }
    }
    return new Renumbering(numbers, order.length);
  }

  private static boolean claim(int[] numbers, int index) {
    boolean first = numbers[index] == Ids.UNKNOWN;
    numbers[index] = 0;
    return first;
  }

  int of(int index) {
    return numbers[index];
  }

  /** How many the training data know. */
  int known() {
    return known;
  }

  Sequences applyTo(Sequences rows) {
    int[] renumbered = Arrays.stream(rows.items()).map(this::of).toArray();
    return new Sequences(rows.starts(), renumbered, rows.times());
  }
}
