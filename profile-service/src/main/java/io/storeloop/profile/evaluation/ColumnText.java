package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.WrittenDates;
import io.storeloop.profile.learning.FeatureColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A column as it stands in the file; what it holds is told by its content.
 *
 * @param mark how its numbers are written
 */
@SuppressWarnings("ArrayRecordComponent") // a column of a table, compared by nobody
record ColumnText(String name, String[] values, WrittenNumbers.Mark mark) {
  private static final Map<String, Double> TRUTH =
      Map.of(
          "true", 1.0, "yes", 1.0, "t", 1.0, "y", 1.0, "false", 0.0, "no", 0.0, "f", 0.0, "n", 0.0);

  /** A range rather than a day without a year. */
  private static final Pattern RANGE = Pattern.compile("[0-9]{1,2}-[0-9]{1,2}");

  private static final Pattern SIGNS = Pattern.compile("[,.]");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}(?:\\.0+)?");
  private static final Pattern NUMBERED =
      Pattern.compile("(?i:.*(?:number|index|key|uuid|[ _.-]no|[ _.-]nr))|.*[a-z]N[or]");

  /** Below so few rows nothing can be told from how many values differ. */
  private static final int FEW_ROWS = 20;

  /** Names of which so many differ are ids or free text. */
  private static final double MOST_NAMES_SHARE = 0.5;

  /** A column in which so many cells are numbers is one of numbers; the others count as missing. */
  private static final double NEARLY_ALL = 0.95;

  /** Fewer different numbers may be codes, and texts among them codes as well. */
  private static final int MOST_CODES = 20;

  /** More shops, regions or products than this are known by what they are, not by their number. */
  private static final int MOST_NUMBERED = 100;

  private static final double MILLIS_PER_DAY = 86_400_000;

  /** The columns of a table, one by one as they are asked for. */
  static ColumnText of(
      TextTable table, int column, List<String[]> rows, List<WrittenNumbers.Mark> marks) {
    return new ColumnText(
        table.names().get(column),
        rows.stream().map(row -> row[column]).toArray(String[]::new),
        marks.get(column));
  }

  /** A number, or truth as 1 and 0. */
  static OptionalDouble number(String text) {
    return number(text, WrittenNumbers.Mark.POINT);
  }

  private static OptionalDouble number(String text, WrittenNumbers.Mark mark) {
    Double truth = TRUTH.get(text.toLowerCase(Locale.ROOT));
    return truth == null ? mark.number(text) : OptionalDouble.of(truth);
  }

  private OptionalDouble numberHere(String text) {
    return number(text, mark);
  }

  /** Days since 1970. */
  private static OptionalDouble day(String text, WrittenDates dates) {
    OptionalLong moment = RANGE.matcher(text).matches() ? OptionalLong.empty() : dates.moment(text);
    return moment.isPresent()
        ? OptionalDouble.of(moment.getAsLong() / MILLIS_PER_DAY)
        : OptionalDouble.empty();
  }

  private String[] known() {
    return Arrays.stream(values).filter(value -> !Cells.isMissing(value)).toArray(String[]::new);
  }

  private static boolean all(String[] known, Function<String, OptionalDouble> reading) {
    return Arrays.stream(known).allMatch(value -> reading.apply(value).isPresent());
  }

  /** How to read the cells as numbers; empty if they are names. */
  private Optional<Function<String, OptionalDouble>> reading(String[] known) {
    if (all(known, this::numberHere) || isNearlyOfNumbers(known)) {
      return Optional.of(this::numberHere);
    }
    Iterator<String> cells = Arrays.asList(known).iterator();
    WrittenDates dates = WrittenDates.of(() -> cells.hasNext() ? cells.next() : null);
    return all(known, text -> day(text, dates))
        ? Optional.of(text -> day(text, dates))
        : Optional.empty();
  }

  private boolean isNearlyOfNumbers(String[] known) {
    double[] numbers =
        Arrays.stream(known).map(mark::number).flatMapToDouble(OptionalDouble::stream).toArray();
    return numbers.length >= NEARLY_ALL * known.length
        && Arrays.stream(numbers).distinct().limit(MOST_CODES + 1).count() > MOST_CODES;
  }

  /** What should be known of how it was read; empty where nothing is to be said. */
  Optional<String> howRead() {
    String[] known = known();
    long texts = Arrays.stream(known).filter(value -> numberHere(value).isEmpty()).count();
    if (texts > 0) {
      return isNearlyOfNumbers(known)
          ? Optional.of("%s: %,d cells are no numbers and count as missing".formatted(name, texts))
          : Optional.empty();
    }
    boolean marked = Arrays.stream(known).anyMatch(value -> SIGNS.matcher(value).find());
    return mark == WrittenNumbers.Mark.COMMA && marked
        ? Optional.of(name + ": numbers with decimal commas")
        : Optional.empty();
  }

  /** Why the column says nothing; empty if it may say something. */
  Optional<String> whyLeftOut() {
    String[] known = known();
    long different = Arrays.stream(known).distinct().count();
    if (different == 0) {
      return Optional.of("no value");
    }
    if (different == 1 && known.length == values.length) {
      return Optional.of("constant");
    }
    if (known.length < FEW_ROWS) {
      return Optional.empty();
    }
    if (isWhole(known) && isId(known, different)) {
      return Optional.of(
          different == known.length
              ? "an id: whole numbers, no two alike"
              : "an id: whole numbers, %d of %d differ".formatted(different, known.length));
    }
    if (different > MOST_NAMES_SHARE * known.length && reading(known).isEmpty()) {
      return Optional.of("an id or free text: %d of %d differ".formatted(different, known.length));
    }
    return Optional.empty();
  }

  private boolean isId(String[] known, long different) {
    boolean named =
        TableColumn.isIdName(name)
            && (different > MOST_NAMES_SHARE * known.length || different > MOST_NUMBERED);
    return named || (different == known.length && (isRunning(known) || isNamedId()));
  }

  private boolean isNamedId() {
    return Fields.plain(name).endsWith("id") || NUMBERED.matcher(name).matches();
  }

  private static boolean isWhole(String[] known) {
    return Arrays.stream(known).allMatch(value -> WHOLE.matcher(value).matches());
  }

  /** Numbers that lie as dense as a count of the rows. */
  private static boolean isRunning(String[] known) {
    long[] sorted =
        Arrays.stream(known)
            .mapToLong(value -> Long.parseLong(value.replaceFirst("\\..*", "")))
            .sorted()
            .toArray();
    return sorted[sorted.length - 1] - sorted[0] < 2L * sorted.length;
  }

  FeatureColumn feature() {
    Optional<Function<String, OptionalDouble>> reading = reading(known());
    return reading.isPresent() ? numeric(reading.get()) : named();
  }

  private FeatureColumn numeric(Function<String, OptionalDouble> reading) {
    double[] numbers =
        Arrays.stream(values)
            .mapToDouble(value ->
                Cells.isMissing(value) ? Double.NaN : reading.apply(value).orElse(Double.NaN))
            .toArray();
    return new FeatureColumn.Numeric(name, numbers);
  }

  private FeatureColumn named() {
    List<String> categories = Arrays.stream(known()).distinct().sorted().toList();
    Map<String, Integer> codes = new HashMap<>();
    categories.forEach(category -> codes.put(category, codes.size()));
    int[] ofRow =
        Arrays.stream(values)
            .mapToInt(value -> Cells.isMissing(value) ? -1 : codes.getOrDefault(value, -1))
            .toArray();
    return new FeatureColumn.Categorical(name, ofRow, categories);
  }
}
