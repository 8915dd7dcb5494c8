package io.storeloop.profile.predictor;

import io.storeloop.profile.learning.Examples;
import io.storeloop.profile.learning.FeatureColumn;
import io.storeloop.profile.learning.FeatureTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shoppers at moments: what was known of each by then, and what came of it within the horizon.
 *
 * @param examples to learn from, each shopper as they {@link Standing stood} among those of the
 *     moment
 * @param known the features themselves
 * @param shoppers place of the shopper of each row
 * @param cuts moment of each row
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, compared by nobody
public record PropensityRows(
    Examples examples, FeatureTable known, int[] shoppers, List<Instant> cuts) {
  public PropensityRows {
    cuts = List.copyOf(cuts);
  }

  /**
   * The rows of all shoppers at these moments. What happened at a moment or later is in no feature
   * of its rows, nor in the models of buying behind some of them; rows of one shopper are a group.
   */
  public static PropensityRows at(
      List<ShopperHistory> shoppers, List<Instant> cuts, Duration horizon, Target target) {
    List<double[]> numbers = new ArrayList<>();
    List<FeatureTable> placed = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    List<Integer> who = new ArrayList<>();
    List<Instant> when = new ArrayList<>();
    for (Instant cut : cuts) {
      BuyingOutlook outlook = BuyingModels.learned(shoppers, cut, horizon).outlook();
      int first = numbers.size();
      for (int shopper = 0; shopper < shoppers.size(); shopper++) {
        ShopperHistory history = shoppers.get(shopper);
        List<Act> past = history.before(cut);
        if (target.isAskedOf(past) && history.isKnownAsOf(cut)) {
          numbers.add(numbers(past, cut, outlook));
          labels.add(history.buysWithin(cut, horizon) == (target == Target.PURCHASE));
          who.add(shopper);
          when.add(cut);
        }
      }
      FeatureTable ofMoment = table(numbers.subList(first, numbers.size()));
      placed.add(Standing.of(ofMoment).place(ofMoment));
    }
    boolean[] answers = new boolean[labels.size()];
    IntStream.range(0, answers.length).forEach(row -> answers[row] = labels.get(row));
    int[] shopperOf = who.stream().mapToInt(Integer::intValue).toArray();
    return new PropensityRows(
        new Examples(joined(placed), answers, shopperOf), table(numbers), shopperOf, when);
  }

  /** The features of one shopper from what was done alone, without models of buying. */
  public static double[] numbers(List<Act> past, Instant cut) {
    return numbers(past, cut, BuyingModels.NONE.outlook());
  }

  /** The features of one shopper, as columns. */
  static double[] numbers(List<Act> past, Instant cut, BuyingOutlook outlook) {
    Past counted = new Past(past, cut, outlook);
    return PropensityFeature.ALL.stream()
        .mapToDouble(feature -> feature.of().applyAsDouble(counted))
        .toArray();
  }

  /** Rows as a table. */
  public static FeatureTable table(List<double[]> rows) {
    List<FeatureColumn> columns = new ArrayList<>();
    for (int column = 0; column < PropensityFeature.ALL.size(); column++) {
      int at = column;
      columns.add(
          new FeatureColumn.Numeric(
              PropensityFeature.ALL.get(column).name(),
              rows.stream().mapToDouble(row -> row[at]).toArray()));
    }
    return new FeatureTable(columns);
  }

  /** Tables of the same columns, one below the other. */
  private static FeatureTable joined(List<FeatureTable> tables) {
    List<FeatureColumn> columns = new ArrayList<>();
    for (int column = 0; column < PropensityFeature.ALL.size(); column++) {
      int at = column;
      columns.add(
          new FeatureColumn.Numeric(
              PropensityFeature.ALL.get(column).name(),
              tables.stream()
                  .map(table -> (FeatureColumn.Numeric) table.columns().get(at))
                  .flatMapToDouble(part -> Arrays.stream(part.values()))
                  .toArray()));
    }
    return new FeatureTable(columns);
  }

  /** Places of the rows of the latest moment. */
  int[] ofLatest() {
    Instant latest = cuts.stream().max(Instant::compareTo).orElseThrow();
    return IntStream.range(0, cuts.size()).filter(row -> cuts.get(row).equals(latest)).toArray();
  }

  /** The examples but for what was bought a year before, as if that were not known. */
  FeatureTable withoutYearAgo() {
    return new FeatureTable(
        examples.table().columns().stream()
            .map(column ->
                column.name().equals(PropensityFeature.SAME_WEEKS_A_YEAR_AGO)
                    ? unknown(column)
                    : column)
            .toList());
  }

  private static FeatureColumn unknown(FeatureColumn column) {
    double[] values = new double[column.rows()];
    Arrays.fill(values, Double.NaN);
    return new FeatureColumn.Numeric(column.name(), values);
  }

  /** One feature itself, by its name. */
  public double[] column(String feature) {
    int place = PropensityFeature.names().indexOf(feature);
    return ((FeatureColumn.Numeric) known.columns().get(place)).values();
  }
}
