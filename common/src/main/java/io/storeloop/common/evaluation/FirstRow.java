package io.storeloop.common.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the first row of a table names its columns. */
public final class FirstRow {
  /** A number with or without signs of thousands, currency and per cent. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+(]?\\p{Sc}? ?[-+]?(?:[0-9][0-9.,'\u00a0\u202f]*|[.,][0-9]+)(?:[eE][-+]?[0-9]{1,3})?[ \u00a0]?[%\\p{Sc})]?");

  private static final Pattern YEAR = Pattern.compile("(?:19|20)[0-9]{2}");

  private FirstRow() {}

  /**
   * Names are different from each other, and neither numbers nor times, or else years that follow
   * each other; or they are no numbers above columns of nothing else.
   *
   * @param sample the first rows, the first of them in question
   */
  static boolean namesColumns(List<String[]> sample) {
    String[] first = sample.getFirst();
    List<String[]> rest = sample.subList(1, sample.size());
    return isOfNames(first) || standsAboveNumbers(sample) || isOfYears(first, rest);
  }

  private static boolean isOfNames(String[] first) {
    List<String> texts = Arrays.stream(first).filter(name -> !name.isEmpty()).toList();
    return !texts.isEmpty()
        && texts.stream().noneMatch(FirstRow::isNumberOrTime)
        && texts.stream().distinct().count() == texts.size();
  }

  private static boolean isOfYears(String[] first, List<String[]> rest) {
    return !rest.isEmpty() && numbersAreYears(first) && !numbersAreYears(rest.getFirst());
  }

  /** Whether there are several numbers, one year after the other. */
  private static boolean numbersAreYears(String[] row) {
    String[] numbers = Arrays.stream(row).filter(FirstRow::isNumberOrTime).toArray(String[]::new);
    for (int i = 0; i < numbers.length; i++) {
      boolean year = YEAR.matcher(numbers[i]).matches();
      if (!year
          || (i > 0 && Integer.parseInt(numbers[i]) != Integer.parseInt(numbers[i - 1]) + 1)) {
        return false;
      }
    }
    return numbers.length > 1;
  }

  /**
   * Whether the first row holds texts above columns of numbers and times: above at least half of
   * them, or two.
   */
  public static boolean standsAboveNumbers(List<String[]> sample) {
    String[] first = sample.getFirst();
    List<String[]> rows = sample.subList(1, sample.size());
    int numbers = 0;
    int texts = 0;
    for (int column = 0; column < first.length; column++) {
      if (!first[column].isEmpty() && isOfNumbers(rows, column)) {
        numbers++;
        texts += isNumberOrTime(first[column]) || isMissing(first[column]) ? 0 : 1;
      }
    }
    return texts > 1 || (texts > 0 && 2 * texts >= numbers);
  }

  private static boolean isOfNumbers(List<String[]> rows, int column) {
    List<String> cells =
        rows.stream()
            .filter(row -> row.length > column)
            .map(row -> row[column])
            .filter(cell -> !isMissing(cell))
            .toList();
    return cells.size() > 1 && cells.stream().allMatch(FirstRow::isNumberOrTime);
  }

  private static boolean isMissing(String cell) {
    return Cells.isMissing(cell);
  }

  private static boolean isNumberOrTime(String text) {
    return NUMBER.matcher(text).matches()
        || WrittenDates.isDate(text)
        || Moments.of(text).isPresent();
  }
}
