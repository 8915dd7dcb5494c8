package io.storeloop.recommendation.model;

import io.storeloop.algorithms.tuning.Histories;
import io.storeloop.recommendation.interaction.UserHistory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Histories as plain sequences of items, from old to new, which is how whole histories are learnt.
 */
final class PastSequences {
  private final ModelItems items;
  private final long before;
  private int[] sequence = new int[1024];
  private int size;

  private PastSequences(ModelItems items, long before) {
    this.items = items;
    this.before = before;
  }

  /**
   * What happened before a moment, epoch milliseconds, in the model's indexes; what the model does
   * not know is left out.
   */
  static Histories of(List<UserHistory> users, ModelItems items, long before) {
    var sequences = new PastSequences(items, before);
    int[] starts = new int[users.size() + 1];
    for (int user = 0; user < users.size(); user++) {
      users.get(user).forEach((item, type, time) -> sequences.see(item, time));
      starts[user + 1] = sequences.size;
    }
    return Histories.of(
        starts, Arrays.copyOf(sequences.sequence, sequences.size), items.count(), true);
  }

  /** Whether some user has two items to tell one from the other by. */
  static boolean teach(Histories histories) {
    return IntStream.range(0, histories.userCount())
        .anyMatch(user -> Arrays.stream(histories.items(user)).distinct().limit(2).count() == 2);
  }

  private void see(int catalogueItem, long time) {
    int item = items.modelItem(catalogueItem);
    if (item >= 0 && time < before) {
      if (size == sequence.length) {
        sequence = Arrays.copyOf(sequence, 2 * size);
      }
      sequence[size++] = item;
    }
  }
}
