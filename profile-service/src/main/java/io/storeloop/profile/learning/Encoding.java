package io.storeloop.profile.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How features become the numbers a model reads, learned from training rows alone.
 *
 * <p>A missing quantity becomes the median beside a column that says so.
 *
 * @param columns what is read, in order
 */
public record Encoding(List<Column> columns) {
  /** Names, and codes that look like numbers, with more values than this stay one column. */
  static final int MOST_INDICATORS = 30;

  /** A value needs as many rows for a column of its own. */
  private static final int FEWEST_ROWS = 10;

  /** Whole numbers of at most so many values may be codes. */
  private static final int MOST_CODES = 20;

  /** Beyond this skewness a quantity is heavy-tailed. */
  private static final double HEAVY_SKEWNESS = 2;

  public Encoding {
    columns = List.copyOf(columns);
  }

  /** What validation chooses from. */
  public enum Style {
    /** Names by the rank of their share of yes. */
    ORDINAL,
    /** Names as a column of 0 and 1 each. */
    ONE_HOT,
    /** Names and whole numbers of few values as columns of 0 and 1, heavy tails by logarithm. */
    ONE_HOT_LOGARITHM
  }

  /** What a column says of a feature. */
  public enum Kind {
    VALUE,
    LOGARITHM,
    LOG_ODDS,
    MISSING,
    IS_CATEGORY,
    IS_NUMBER,
    RANK
  }

  /**
   * One number.
   *
   * @param source place of the feature in the table
   * @param parameter what stands for missing, or the value asked for
   * @param ranks by category, for {@link Kind#RANK}
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers to be stored, compared by nobody
  public record Column(int source, Kind kind, double parameter, double[] ranks) {
    private static final double[] NONE = {};

    /** Keeps log odds finite. */
    private static final double LEAST_PROBABILITY = 1e-6;

    static Column of(int source, Kind kind, double parameter) {
      return new Column(source, kind, parameter, NONE);
    }

    double of(FeatureColumn feature, int row) {
      return switch (feature) {
        case FeatureColumn.Numeric numeric -> ofNumber(numeric.values()[row]);
        case FeatureColumn.Categorical named -> ofCode(named.codes()[row]);
      };
    }

    private double ofNumber(double value) {
      boolean missing = Double.isNaN(value);
      return switch (kind) {
        case MISSING -> missing ? 1 : 0;
        case IS_NUMBER -> value == parameter ? 1 : 0;
        case LOGARITHM -> logarithm(missing ? parameter : value);
        case LOG_ODDS -> logOdds(missing ? parameter : value);
        default -> missing ? parameter : value;
      };
    }

    private double ofCode(int code) {
      return switch (kind) {
        case MISSING -> code == FeatureColumn.Categorical.MISSING ? 1 : 0;
        case IS_CATEGORY -> code == parameter ? 1 : 0;
        default -> code >= 0 && code < ranks.length ? ranks[code] : parameter;
      };
    }

    private static double logOdds(double probability) {
      double inside = Math.clamp(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
      return Math.log(inside / (1 - inside));
    }

    private static double logarithm(double value) {
      return Math.signum(value) * Math.log1p(Math.abs(value));
    }
  }

  /** Learns from some rows. */
  public static Encoding learn(Examples examples, int[] rows, Style style) {
    List<Column> columns = new ArrayList<>();
    List<FeatureColumn> features = examples.table().columns();
    for (int source = 0; source < features.size(); source++) {
      FeatureColumn feature = features.get(source);
      switch (feature) {
        case FeatureColumn.Numeric numeric -> numeric(numeric, source, rows, style, columns);
        case FeatureColumn.Categorical named ->
            named(named, source, examples, rows, style, columns);
      }
      long missing = Arrays.stream(rows).filter(feature::isMissing).count();
      if (missing > 0 && missing < rows.length) {
        columns.add(Column.of(source, Kind.MISSING, 0));
      }
    }
    if (columns.isEmpty()) {
      // names too rare for columns of their own, and nothing else: a model needs a number a row
      columns.add(Column.of(0, Kind.MISSING, 0));
    }
    return new Encoding(columns);
  }

  private static void numeric(
      FeatureColumn.Numeric numeric, int source, int[] rows, Style style, List<Column> columns) {
    double[] known =
        Arrays.stream(rows)
            .mapToDouble(row -> numeric.values()[row])
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    double median = known.length == 0 ? 0 : known[known.length / 2];
    boolean heavy = style == Style.ONE_HOT_LOGARITHM && skewness(known) > HEAVY_SKEWNESS;
    columns.add(Column.of(source, heavy ? Kind.LOGARITHM : Kind.VALUE, median));
    if (style == Style.ONE_HOT_LOGARITHM) {
      codes(known).forEach(code -> columns.add(Column.of(source, Kind.IS_NUMBER, code)));
    }
  }

  /** The frequent values of a feature that has few, all whole; of more than two. */
  private static List<Double> codes(double[] sorted) {
    Map<Double, Long> counts =
        Arrays.stream(sorted)
            .boxed()
            .collect(Collectors.groupingBy(v -> v, TreeMap::new, Collectors.counting()));
    boolean codes =
        counts.size() > 2
            && counts.size() <= MOST_CODES
            && counts.keySet().stream().allMatch(value -> value == Math.rint(value));
    return codes
        ? counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= FEWEST_ROWS)
            .map(Map.Entry::getKey)
            .toList()
        : List.of();
  }

  private static double skewness(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double away = value - mean;
      squares += away * away;
      cubes += away * away * away;
    }
    double deviation = Math.sqrt(squares / Math.max(1, values.length));
    return deviation == 0 ? 0 : cubes / values.length / (deviation * deviation * deviation);
  }

  private static void named(
      FeatureColumn.Categorical named,
      int source,
      Examples examples,
      int[] rows,
      Style style,
      List<Column> columns) {
    var ranks = new NameRanks(named, examples, rows);
    int[] counts = ranks.counts();
    int[] frequent =
        IntStream.range(0, counts.length).filter(code -> counts[code] >= FEWEST_ROWS).toArray();
    if (style != Style.ORDINAL && frequent.length <= MOST_INDICATORS) {
      for (int code : frequent) {
        columns.add(Column.of(source, Kind.IS_CATEGORY, code));
      }
    } else {
      columns.add(ranks.column(source));
    }
  }

  /** The numbers of one row. */
  public double[] row(FeatureTable table, int row) {
    double[] numbers = new double[columns.size()];
    for (int i = 0; i < numbers.length; i++) {
      Column column = columns.get(i);
      numbers[i] = column.of(table.columns().get(column.source()), row);
    }
    return numbers;
  }

  /** Rows × columns. */
  public double[][] rows(FeatureTable table, int[] rows) {
    return Arrays.stream(rows).mapToObj(row -> row(table, row)).toArray(double[][]::new);
  }

  /**
   * Rows × columns of the rows this was learned from, without what a row's own answer adds to its
   * names ({@link NameRanks}): for a model to learn from.
   *
   * @param rows those this was learned from
   */
  public double[][] trainingRows(Examples examples, int[] rows) {
    double[][] numbers = rows(examples.table(), rows);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.kind() == Kind.RANK
          && examples.table().columns().get(column.source())
              instanceof FeatureColumn.Categorical named) {
        double[] places = new NameRanks(named, examples, rows).ofTrainingRows(examples, rows);
        for (int row = 0; row < numbers.length; row++) {
          numbers[row][i] = places[row];
        }
      }
    }
    return numbers;
  }

  /** Contributions of columns, summed by the feature they come from. */
  double[] byFeature(double[] contributions, int features) {
    double[] sums = new double[features];
    for (int i = 0; i < contributions.length; i++) {
      sums[columns.get(i).source()] += contributions[i];
    }
    return sums;
  }
}
