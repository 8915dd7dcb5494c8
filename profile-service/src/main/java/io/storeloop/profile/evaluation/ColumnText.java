package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.profile.learning.FeatureColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A column as it stands in the file; what it holds is told by its content. */
@SuppressWarnings("ArrayRecordComponent") // a column of a table, compared by nobody
record ColumnText(String name, String[] values) {
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "nan", "null", "none", "?", "-", "nil");
  private static final Map<String, Double> TRUTH =
      Map.of(
          "true", 1.0, "yes", 1.0, "t", 1.0, "y", 1.0, "false", 0.0, "no", 0.0, "f", 0.0, "n", 0.0);
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");

  /** Below so few rows nothing can be told from how many values differ. */
  private static final int FEW_ROWS = 20;

  /** Names of which so many differ are ids or free text. */
  private static final double MOST_NAMES_SHARE = 0.5;

  /** Squares of larger ones are not finite, nor are they in single precision. */
  private static final double LARGEST = 1e30;

  private static final double MILLIS_PER_DAY = 86_400_000;

  static boolean isMissing(String text) {
    return MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  static OptionalDouble number(String text) {
    if (NUMBER.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      return Math.abs(number) <= LARGEST ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
    Double truth = TRUTH.get(text.toLowerCase(Locale.ROOT));
    return truth == null ? OptionalDouble.empty() : OptionalDouble.of(truth);
  }

  /** Days since 1970. */
  private static OptionalDouble day(String text) {
    var moment = Moments.of(text);
    return moment.isPresent()
        ? OptionalDouble.of(moment.getAsLong() / MILLIS_PER_DAY)
        : OptionalDouble.empty();
  }

  private String[] known() {
    return Arrays.stream(values).filter(value -> !isMissing(value)).toArray(String[]::new);
  }

  private boolean all(Function<String, OptionalDouble> reading) {
    return Arrays.stream(known()).allMatch(value -> reading.apply(value).isPresent());
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
    if (different == known.length && isWhole(known) && (isRunning(known) || isNamedId())) {
      return Optional.of("an id: whole numbers, no two alike");
    }
    boolean names = !all(ColumnText::number) && !all(ColumnText::day);
    if (names && different > MOST_NAMES_SHARE * known.length) {
      return Optional.of("an id or free text: %d of %d differ".formatted(different, known.length));
    }
    return Optional.empty();
  }

  private boolean isNamedId() {
    return Fields.plain(name).endsWith("id");
  }

  private static boolean isWhole(String[] known) {
    return Arrays.stream(known).allMatch(value -> value.matches("[0-9]{1,18}"));
  }

  /** Numbers that lie as dense as a count of the rows. */
  private static boolean isRunning(String[] known) {
    long[] sorted = Arrays.stream(known).mapToLong(Long::parseLong).sorted().toArray();
    return sorted[sorted.length - 1] - sorted[0] < 2L * sorted.length;
  }

  FeatureColumn feature() {
    if (all(ColumnText::number)) {
      return numeric(ColumnText::number);
    }
    return all(ColumnText::day) ? numeric(ColumnText::day) : named();
  }

  private FeatureColumn numeric(Function<String, OptionalDouble> reading) {
    double[] numbers =
        Arrays.stream(values)
            .mapToDouble(
                value -> isMissing(value) ? Double.NaN : reading.apply(value).orElse(Double.NaN))
            .toArray();
    return new FeatureColumn.Numeric(name, numbers);
  }

  private FeatureColumn named() {
    List<String> categories = Arrays.stream(known()).distinct().sorted().toList();
    Map<String, Integer> codes = new HashMap<>();
    categories.forEach(category -> codes.put(category, codes.size()));
    int[] ofRow =
        Arrays.stream(values)
            .mapToInt(value -> isMissing(value) ? -1 : codes.getOrDefault(value, -1))
            .toArray();
    return new FeatureColumn.Categorical(name, ofRow, categories);
  }
}
