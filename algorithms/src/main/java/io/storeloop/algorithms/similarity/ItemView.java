package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * The interactions seen from the items: for every item its cells, users ascending. Only the latest
 * {@code maxUserItems} cells of a user take part.
 */
final class ItemView {
  final int[] starts;
  final int[] cells;
  final int[] users;
  final int[] rowFrom;
  final int[] rowTo;

  ItemView(InteractionMatrix matrix, int maxUserItems) {
    int userCount = matrix.userCount();
    rowFrom = new int[userCount];
    rowTo = new int[userCount];
    for (int user = 0; user < userCount; user++) {
      rowTo[user] = matrix.rowEnd(user);
      rowFrom[user] = Math.max(matrix.rowStart(user), rowTo[user] - maxUserItems);
    }
    starts = startsByItem(matrix);
    cells = new int[starts[matrix.itemCount()]];
    users = new int[cells.length];
    fill(matrix);
  }

  private int[] startsByItem(InteractionMatrix matrix) {
    int[] result = new int[matrix.itemCount() + 1];
    for (int user = 0; user < rowFrom.length; user++) {
      for (int cell = rowFrom[user]; cell < rowTo[user]; cell++) {
        result[matrix.item(cell) + 1]++;
      }
    }
    for (int item = 0; item < matrix.itemCount(); item++) {
      result[item + 1] += result[item];
    }
    return result;
  }

  private void fill(InteractionMatrix matrix) {
    int[] next = Arrays.copyOf(starts, matrix.itemCount());
    for (int user = 0; user < rowFrom.length; user++) {
      for (int cell = rowFrom[user]; cell < rowTo[user]; cell++) {
        int at = next[matrix.item(cell)]++;
        cells[at] = cell;
        users[at] = user;
      }
    }
  }
}
