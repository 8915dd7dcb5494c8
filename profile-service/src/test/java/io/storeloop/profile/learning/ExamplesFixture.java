package io.storeloop.profile.learning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Rows made up for tests. */
final class ExamplesFixture {
  private ExamplesFixture() {}

  /**
   * Visits: yes is likelier with more pages, in the evening, and from the newsletter; {@code noise}
   * says nothing, {@code age} is missing in a fifth of the rows.
   */
  static Examples visits(int rows, long seed) {
    var random = new SplittableRandom(seed);
    double[] pages = new double[rows];
    double[] age = new double[rows];
    double[] noise = new double[rows];
    int[] channel = new int[rows];
    boolean[] labels = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      pages[row] = random.nextInt(20);
      age[row] = random.nextInt(5) == 0 ? Double.NaN : 18 + random.nextInt(60);
      noise[row] = random.nextDouble();
      channel[row] = random.nextInt(3);
      double odds = 0.25 * pages[row] - 3 + (channel[row] == 1 ? 1.5 : 0);
      labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-odds));
    }
    FeatureTable table =
        new FeatureTable(
            List.of(
                new FeatureColumn.Numeric("pages", pages),
                new FeatureColumn.Numeric("age", age),
                new FeatureColumn.Numeric("noise", noise),
                new FeatureColumn.Categorical(
                    "channel", channel, List.of("advert", "newsletter", "search"))));
    return new Examples(table, labels, IntStream.range(0, rows).toArray());
  }

  /** The same rows with a further column of so many names that say nothing. */
  static Examples withSurnames(Examples examples, int names, long seed) {
    var random = new SplittableRandom(seed);
    int[] codes = random.ints(examples.rows(), 0, names).toArray();
    List<FeatureColumn> columns = new ArrayList<>(examples.table().columns());
    columns.add(
        new FeatureColumn.Categorical(
            "surname", codes, IntStream.range(0, names).mapToObj(code -> "name" + code).toList()));
    return new Examples(new FeatureTable(columns), examples.labels(), examples.groups());
  }

  /** The same rows with the answers dealt out anew. */
  static Examples permuted(Examples examples, long seed) {
    var random = new SplittableRandom(seed);
    boolean[] labels = examples.labels().clone();
    for (int i = labels.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      boolean label = labels[i];
      labels[i] = labels[j];
      labels[j] = label;
    }
    return new Examples(examples.table(), labels, examples.groups());
  }

  /** One small setting of each family. */
  static SearchOptions small(long seed) {
    return new SearchOptions(
        2,
        List.of(new Settings.Logistic(Encoding.Style.ONE_HOT_LOGARITHM, 1)),
        List.of(new Settings.Forest(Encoding.Style.ORDINAL, new ForestSettings(10, 5, 0))),
        List.of(
            new Settings.Boosting(
                Encoding.Style.ORDINAL, new BoostingSettings(25, 6, 10, 0.1, 0.7))),
        seed,
        Duration.ofMinutes(5));
  }
}
