package io.storeloop.profile.learning;

/**
 * How a forest is grown.
 *
 * @param trees how many
 * @param leafRows of each leaf at least
 * @param columnShare share of the columns tried at each split; 0 stands for their square root
 */
public record ForestSettings(int trees, int leafRows, double columnShare) {
  int columnsTried(int columns) {
    double tried = columnShare == 0 ? Math.sqrt(columns) : columnShare * columns;
    return Math.clamp(Math.round(tried), 1, columns);
  }

  /** No bound of its own: the leaves' rows bound them. */
  int leaves(int rows) {
    return Math.max(2, rows / leafRows);
  }
}
