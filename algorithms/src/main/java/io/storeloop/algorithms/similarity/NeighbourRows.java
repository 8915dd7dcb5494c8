package io.storeloop.algorithms.similarity;

/** Refuses rows that are not neighbours: a snapshot may come from a file. */
final class NeighbourRows {
  private NeighbourRows() {}

  static void check(int[] rowStarts, int[] items, float[] similarities) {
    require(rowStarts.length > 0 && rowStarts[0] == 0, "row starts must begin with 0");
    require(
        items.length == similarities.length && rowStarts[rowStarts.length - 1] == items.length,
        "row starts must end at the number of items and of similarities");
    for (int item = 0; item + 1 < rowStarts.length; item++) {
      require(rowStarts[item] <= rowStarts[item + 1], "row starts must not fall");
    }
    for (int item = 0; item + 1 < rowStarts.length; item++) {
      checkRow(item, rowStarts, items, similarities);
    }
  }

  private static void checkRow(int item, int[] rowStarts, int[] items, float[] similarities) {
    for (int entry = rowStarts[item]; entry < rowStarts[item + 1]; entry++) {
      int neighbour = items[entry];
      float similarity = similarities[entry];
      require(
          neighbour >= 0 && neighbour < rowStarts.length - 1 && neighbour != item,
          "a neighbour must be another item of the matrix");
      require(
          similarity > 0 && similarity < Float.POSITIVE_INFINITY,
          "similarity must be finite and above 0");
      require(
          entry == rowStarts[item] || inOrder(entry, items, similarities),
          "a row must list the most similar first, ties by the lower index, each once");
    }
  }

  private static boolean inOrder(int entry, int[] items, float[] similarities) {
    float before = similarities[entry - 1];
    float here = similarities[entry];
    return before > here || (before == here && items[entry - 1] < items[entry]);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
