package io.storeloop.recommendation.evaluation;

import java.util.Arrays;

/**
 * New indexes for items: first those that the training data know, then the others, so that one
 * comparison tells whether an item is known.
 */
final class ItemNumbers {
  private final int[] numbers;
  private final int appearing;

  private ItemNumbers(int[] numbers, int appearing) {
    this.numbers = numbers;
    this.appearing = appearing;
  }

  static ItemNumbers byAppearance(Sequences train, int itemCount) {
    int[] numbers = new int[itemCount];
    Arrays.fill(numbers, Ids.UNKNOWN);
    int next = 0;
    for (int item : train.items()) {
      if (numbers[item] == Ids.UNKNOWN) {
        numbers[item] = next++;
      }
    }
    int appearing = next;
    for (int item = 0; item < itemCount; item++) {
      if (numbers[item] == Ids.UNKNOWN) {
        numbers[item] = next++;
      }
    }
    return new ItemNumbers(numbers, appearing);
  }

  int of(int item) {
    return numbers[item];
  }

  /** How many items the training data know. */
  int appearing() {
    return appearing;
  }

  Sequences applyTo(Sequences rows) {
    int[] renumbered = Arrays.stream(rows.items()).map(this::of).toArray();
    return new Sequences(rows.starts(), renumbered, rows.times());
  }
}
