package io.storeloop.profile.learning;

/**
 * How a forest is grown.
 *
 * @param trees how many
 * @param leafRows of each leaf at least
 * @param columnShare share of the columns tried at each split; 0 stands for their square root
 */
public record ForestSettings(int trees, int leafRows, double columnShare) {
  static final int MOST_LEAVES = 4_096;

  int columnsTried(int columns) {
    double tried = columnShare == 0 ? Math.sqrt(columns) : columnShare * columns;
    return Math.clamp(Math.round(tried), 1, columns);
  }

  /**
   * As many as the leaves' rows allow, up to a bound: an answer's reasons go through all of them.
   */
  int leaves(int rows) {
    return Math.clamp(rows / leafRows, 2, MOST_LEAVES);
  }
}
