package io.storeloop.profile.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncodingTest {
  private static final int ROWS = 60;

  /** Twenty rows each of red, green and blue; blue always yes, red never, green half. */
  private static Examples colours() {
    int[] codes = IntStream.range(0, ROWS).map(row -> row / 20).toArray();
    boolean[] labels = new boolean[ROWS];
    double[] price = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = codes[row] == 2 || codes[row] == 1 && row % 2 == 0;
      price[row] = row == 0 ? Double.NaN : row;
    }
    return new Examples(
        new FeatureTable(
            List.of(
                new FeatureColumn.Categorical(
                    "colour", codes, List.of("red", "green", "blue", "unseen")),
                new FeatureColumn.Numeric("price", price))),
        labels,
        IntStream.range(0, ROWS).toArray());
  }

  @Test
  void ordinalRanksNamesByTheirShareOfYes() {
    Examples examples = colours();

    Encoding encoding = Encoding.learn(examples, examples.all(), Encoding.Style.ORDINAL);

    double red = encoding.row(examples.table(), 0)[0];
    double green = encoding.row(examples.table(), 20)[0];
    double blue = encoding.row(examples.table(), 40)[0];
    assertThat(red).isLessThan(green);
    assertThat(green).isLessThan(blue);
    FeatureTable unseen =
        new FeatureTable(
            List.of(
                new FeatureColumn.Categorical("colour", new int[] {3}, List.of("a", "b", "c", "d")),
                new FeatureColumn.Numeric("price", new double[] {1})));
    assertThat(encoding.row(unseen, 0)[0]).isBetween(red, blue);
  }

  @Test
  void aTrainingRowGetsTheRankItsNameHasWithoutItsPart() {
    Examples examples = colours();
    Encoding encoding = Encoding.learn(examples, examples.all(), Encoding.Style.ORDINAL);

    double[][] training = encoding.trainingRows(examples, examples.all());

    for (int row = 0; row < ROWS; row++) {
      // three names far apart: without some of the rows they stand nearly where they did
      assertThat(training[row][0]).isCloseTo(encoding.row(examples.table(), row)[0], within(0.3));
    }
  }

  @Test
  void namesOfManyRowsKeepTheirRanks() {
    int rows = 300;
    int[] codes = IntStream.range(0, rows).map(row -> row / 100).toArray();
    boolean[] labels = new boolean[rows];
    IntStream.range(0, rows).forEach(row -> labels[row] = row % (codes[row] + 2) == 0);
    Examples examples =
        new Examples(
            new FeatureTable(
                List.of(
                    new FeatureColumn.Categorical(
                        "colour", codes, List.of("red", "green", "blue")))),
            labels,
            IntStream.range(0, rows).toArray());
    Encoding encoding = Encoding.learn(examples, examples.all(), Encoding.Style.ORDINAL);

    assertThat(encoding.trainingRows(examples, examples.all()))
        .isDeepEqualTo(encoding.rows(examples.table(), examples.all()));
  }

  /** A name for each row. */
  private static Examples surnames() {
    int[] codes = IntStream.range(0, ROWS).toArray();
    List<String> names = IntStream.range(0, ROWS).mapToObj(code -> "name" + code).toList();
    return new Examples(
        new FeatureTable(List.of(new FeatureColumn.Categorical("surname", codes, names))),
        colours().labels(),
        codes);
  }

  @Test
  void aNameOfASingleRowTellsItsRowNothing() {
    Examples examples = surnames();
    Encoding encoding = Encoding.learn(examples, examples.all(), Encoding.Style.ORDINAL);

    double[][] training = encoding.trainingRows(examples, examples.all());

    assertThat(List.of(training)).allSatisfy(row -> assertThat(row).isEqualTo(training[0]));
    assertThat(encoding.row(examples.table(), 0)).isNotEqualTo(training[0]);
  }

  @Test
  void namesThatAreAllRareStillGiveARowANumber() {
    Examples examples = surnames();

    Encoding encoding = Encoding.learn(examples, examples.all(), Encoding.Style.ONE_HOT);

    assertThat(encoding.row(examples.table(), 0)).containsExactly(0);
  }

  @Test
  void oneHotHasAColumnForEachFrequentName() {
    Examples examples = colours();

    Encoding encoding = Encoding.learn(examples, examples.all(), Encoding.Style.ONE_HOT);

    assertThat(encoding.row(examples.table(), 20)).startsWith(0, 1, 0);
    assertThat(encoding.columns())
        .extracting(Encoding.Column::kind)
        .containsExactly(
            Encoding.Kind.IS_CATEGORY,
            Encoding.Kind.IS_CATEGORY,
            Encoding.Kind.IS_CATEGORY,
            Encoding.Kind.VALUE,
            Encoding.Kind.MISSING);
  }

  @Test
  void missingBecomesTheMedianBesideAColumnThatSaysSo() {
    Examples examples = colours();

    double[] row =
        Encoding.learn(examples, examples.all(), Encoding.Style.ORDINAL).row(examples.table(), 0);

    // known prices are 1 to 59
    assertThat(row[1]).isEqualTo(30);
    assertThat(row[2]).isEqualTo(1);
  }

  @Test
  void contributionsOfColumnsAreThoseOfTheirFeature() {
    Examples examples = colours();
    Encoding encoding = Encoding.learn(examples, examples.all(), Encoding.Style.ONE_HOT);

    double[] byFeature = encoding.byFeature(new double[] {1, 2, 4, 8, 16}, 2);

    assertThat(byFeature).containsExactly(7, 24);
  }
}
