package io.storeloop.profile.learning;

import java.util.Arrays;

/**
 * Names by the rank of their share of yes, as learned from some rows.
 *
 * <p>The share of a rare name is drawn towards that of all: (yes + {@value #PRIOR_ROWS} · share of
 * all) / (rows + {@value #PRIOR_ROWS}). Names of equal shares have one rank. Names not seen, and
 * missing ones, stand where the share of all stands.
 *
 * <p>A row's own answer is part of its name's share. A model that learned from such ranks would
 * read the answer off them, the more so the rarer names are, and find nothing of it in rows it has
 * not seen. So training rows of rare names get, part by part, the place of the share that their
 * name has in the other parts. Names of {@value #MANY_ROWS} rows or more keep their rank: one
 * answer says little of them, and a rank for each part would be noise that trees split by.
 *
 * <p>Sources: Micci-Barreca, A Preprocessing Scheme for High-Cardinality Categorical Attributes,
 * SIGKDD Explorations 3 (2001); for the parts Pargent et al., Regularized Target Encoding
 * Outperforms Traditional Methods, Computational Statistics 37 (2022). That names of many rows keep
 * their rank is ours.
 */
final class NameRanks {
  private static final double PRIOR_ROWS = 10;
  private static final int PARTS = 5;
  private static final int MANY_ROWS = 100;

  private final FeatureColumn.Categorical named;
  private final double shareOfAll;
  private final int[] counts;
  private final int[] yes;
  private final double[] sortedShares;
  private final double[] ranks;
  private final double middle;

  NameRanks(FeatureColumn.Categorical named, Examples examples, int[] rows) {
    this.named = named;
    this.shareOfAll = examples.yes(rows) / (double) rows.length;
    this.counts = new int[named.categories().size()];
    this.yes = new int[counts.length];
    count(examples, rows, counts, yes);
    double[] shares = new double[counts.length];
    Arrays.setAll(shares, code -> share(yes[code], counts[code]));
    this.sortedShares = Arrays.stream(shares).sorted().distinct().toArray();
    this.ranks = Arrays.stream(shares).map(this::place).toArray();
    this.middle = place(shareOfAll);
  }

  private void count(Examples examples, int[] rows, int[] counts, int[] yes) {
    for (int row : rows) {
      int code = named.codes()[row];
      if (code != FeatureColumn.Categorical.MISSING) {
        counts[code]++;
        yes[code] += examples.labels()[row] ? 1 : 0;
      }
    }
  }

  private double share(int yes, int count) {
    return (yes + PRIOR_ROWS * shareOfAll) / (count + PRIOR_ROWS);
  }

  /** How many lower shares there are, and in between by as much as it lies in between. */
  private double place(double share) {
    int found = Arrays.binarySearch(sortedShares, share);
    if (found >= 0) {
      return found;
    }
    int low = -found - 1;
    if (low == 0 || low == sortedShares.length) {
      return Math.max(0, low - 1);
    }
    double below = sortedShares[low - 1];
    return low - 1 + (share - below) / (sortedShares[low] - below);
  }

  /** How many of the rows each name has. */
  int[] counts() {
    return counts;
  }

  /** For rows that were not learned from. */
  Encoding.Column column(int source) {
    return new Encoding.Column(source, Encoding.Kind.RANK, middle, ranks);
  }

  /**
   * For the rows that were learned from, in their order; rows of one group are in one part.
   *
   * @param rows those this was learned from
   */
  double[] ofTrainingRows(Examples examples, int[] rows) {
    double[] places = new double[rows.length];
    for (int part = 0; part < PARTS; part++) {
      int own = part;
      int[] partRows =
          Arrays.stream(rows).filter(row -> part(examples.groups()[row]) == own).toArray();
      int[] partCounts = new int[counts.length];
      int[] partYes = new int[counts.length];
      count(examples, partRows, partCounts, partYes);
      for (int i = 0; i < rows.length; i++) {
        if (part(examples.groups()[rows[i]]) == part) {
          int code = named.codes()[rows[i]];
          places[i] = place(code, partCounts, partYes);
        }
      }
    }
    return places;
  }

  private double place(int code, int[] partCounts, int[] partYes) {
    if (code == FeatureColumn.Categorical.MISSING || partCounts[code] == counts[code]) {
      return middle;
    }
    return counts[code] >= MANY_ROWS
        ? ranks[code]
        : place(share(yes[code] - partYes[code], counts[code] - partCounts[code]));
  }

  /** Dealt out by chance, but the same each time. */
  private static int part(int group) {
    return (int) ((group * 0x9E37_79B9L >>> 16 & 0xFFFF) % PARTS);
  }
}
