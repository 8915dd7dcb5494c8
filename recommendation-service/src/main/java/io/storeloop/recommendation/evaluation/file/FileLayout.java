package io.storeloop.recommendation.evaluation.file;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.FirstRow;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.common.evaluation.TableLines;
import io.storeloop.common.evaluation.TextLines;
import io.storeloop.common.evaluation.WrittenDates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a file tells who did what, recognised by its first lines.
 *
 * @param delimiter between the columns of a table; null where a line is a user with all items
 * @param separators each of them stands between the items of a line, where lines are users
 * @param header whether the first line names the columns
 * @param columns fields of the first line of a table
 * @param user column of the user
 * @param item column of the item
 * @param kind column of what was done, or {@link #NONE}
 * @param time column of the time, or {@link #NONE}
 * @param fromOne whether numbers for what was done run from 1 click to 4 purchase
 * @param numbersDays whether times are running numbers of days
 */
record FileLayout(
    @Nullable String delimiter,
    String separators,
    boolean header,
    int columns,
    int user,
    int item,
    int kind,
    int time,
    boolean fromOne,
    boolean numbersDays) {
  static final int NONE = -1;

  /** How many lines are looked at. */
  static final int SAMPLE = 500;

  /** Between the ids of a line of items. */
  static final String BLANKS = " \t";

  /** Sequences are separated by blanks. */
  static final FileLayout SEQUENCES = sequences(BLANKS);

  /** Columns that name a day rather than a moment, where they hold small whole numbers. */
  private static final String SMALL_NUMBER = "[0-9]{1,5}";

  /** Columns of a table without header: user, item, rating, time. */
  private static final int TIME_COLUMN = 3;

  private static final double MOST_TIMES = 0.75;

  private static final double MOST_ODD = 0.1;

  private static final int MOST_BLANK_COLUMNS = 4;

  private static final Pattern WORDS = Pattern.compile("[ \t,;]+");

  private static final String JSON = "(?s)\\s*[\\[{].*[\\]},]\\s*";

  /** No item is rated that high; as a Unix time it is 1973. */
  private static final double LEAST_UNIX_TIME = 1e8;

  private static FileLayout sequences(String separators) {
    return new FileLayout(null, separators, false, 0, 0, 1, NONE, NONE, false, false);
  }

  /**
   * The first rows of a file, at most {@link #SAMPLE}.
   *
   * @throws EvaluationRefusal if they are JSON
   */
  static List<String> sample(TextLines lines) {
    List<String> sample = new ArrayList<>();
    var rows = new TableLines(lines::next, row -> true);
    for (String row = rows.next(); row != null && sample.size() < SAMPLE; row = rows.next()) {
      sample.add(row);
    }
    if (!sample.isEmpty() && sample.getFirst().matches(JSON)) {
      throw lines.refusal(1, "this looks like JSON; what is read are tables and lines of items");
    }
    return sample;
  }

  /** Recognises a file; an empty one counts as sequences. */
  static FileLayout of(TextLines lines, ColumnNames chosen) {
    List<String> sample = sample(lines);
    FileLayout named = named(sample, false, lines, chosen);
    return named != null ? named : unnamed(sample, lines, chosen);
  }

  /** A table with a header, or null; sessions or users come first where it names both. */
  static @Nullable FileLayout named(
      List<String> sample, boolean sessions, TextLines lines, ColumnNames chosen) {
    for (String delimiter : Fields.DELIMITERS) {
      if (!sample.isEmpty() && sample.getFirst().contains(delimiter)) {
        FileLayout named = byHeader(sample, delimiter, sessions, lines, chosen);
        if (named != null) {
          return named;
        }
      }
    }
    return null;
  }

  private static @Nullable FileLayout byHeader(
      List<String> sample,
      String delimiter,
      boolean sessions,
      TextLines lines,
      ColumnNames chosen) {
    var names = new HeaderNames(sample.getFirst(), delimiter, ColumnNames.NONE);
    if (names.haveLists()) {
      throw lines.refusal(
          1, "columns of item lists are read by the protocol sessions only, beside an item_id");
    }
    var wanted = new HeaderNames(sample.getFirst(), delimiter, chosen);
    boolean known = names.user(sessions) != NONE || names.item() != NONE;
    if (!known && !wanted.haveChosen()) {
      return null;
    }
    int user = wanted.user(sessions);
    int item = wanted.item();
    if (user == NONE || item == NONE) {
      if (delimiter.equals(" ")) {
        return null;
      }
      throw lines.refusal(
          1,
          "the header names no %s; it needs columns such as user_id and item_id, or %s NAME"
              .formatted(user == NONE ? "user" : "item", user == NONE ? "--user" : "--item"));
    }
    int kind = wanted.kind();
    int time = wanted.time();
    return new FileLayout(
        delimiter,
        "",
        true,
        wanted.count(),
        user,
        item,
        kind,
        time,
        kind != NONE && countsFromOne(sample, delimiter, kind),
        time != NONE && numbersDays(sample, delimiter, time));
  }

  private static FileLayout unnamed(List<String> sample, TextLines lines, ColumnNames chosen) {
    FileLayout table = table(sample, lines, chosen);
    if (table != null) {
      return table;
    }
    if (!chosen.isEmpty()) {
      throw lines.refusal(1, "this is no table, so there are no columns to be named");
    }
    requireNoNames(sample, lines);
    boolean blanks = sample.stream().anyMatch(line -> line.strip().matches(".*[ \t].*"));
    boolean commas =
        blanks
            ? !sample.isEmpty() && sample.stream().allMatch(line -> line.matches("[^ ,\t]+,.*"))
            : sample.stream().anyMatch(line -> line.indexOf(',') > 0);
    return commas ? sequences(blanks ? "," + BLANKS : ",") : SEQUENCES;
  }

  /**
   * Lines of items have no names above them.
   *
   * @throws EvaluationRefusal if the first line holds words, and all others nothing but numbers
   */
  static void requireNoNames(List<String> sample, TextLines lines) {
    if (sample.size() > 2
        && Stream.of(WORDS.split(sample.getFirst().strip())).noneMatch(FileLayout::isNumber)
        && sample.stream()
            .skip(1)
            .flatMap(line -> WORDS.splitAsStream(line.strip()))
            .allMatch(FileLayout::isNumber)) {
      throw lines.refusal(
          1,
          "words stand above lines of numbers; lines of items need no names, and a table needs rows of one length");
    }
  }

  private static boolean isNumber(String word) {
    return word.matches("[0-9.]+");
  }

  /** A table without header, or null. */
  static @Nullable FileLayout table(List<String> sample, TextLines lines, ColumnNames chosen) {
    for (String delimiter : Fields.DELIMITERS) {
      if (!sample.isEmpty() && isTable(sample, delimiter)) {
        return byPosition(sample, delimiter, lines, chosen);
      }
    }
    return null;
  }

  /** As Unix seconds they would all lie in the first day of 1970. */
  private static boolean numbersDays(List<String> sample, String delimiter, int time) {
    List<String> rows = sample.subList(1, sample.size());
    return !rows.isEmpty()
        && column(rows, delimiter, time).allMatch(day -> day.matches(SMALL_NUMBER));
  }

  private static Stream<String> column(List<String> rows, String delimiter, int column) {
    return rows.stream()
        .map(row -> Fields.split(row, delimiter))
        .map(fields -> column < fields.length ? fields[column].strip() : "");
  }

  /** A purchase is 1 where clicks are 0, and 4 where clicks are 1. */
  private static boolean countsFromOne(List<String> sample, String delimiter, int kind) {
    Set<String> kinds = new HashSet<>();
    column(sample.subList(1, sample.size()), delimiter, kind).forEach(kinds::add);
    return kinds.contains("4") && Set.of("1", "2", "3", "4").containsAll(kinds);
  }

  private static boolean isTable(List<String> sample, String delimiter) {
    int columns = Fields.split(sample.getFirst(), delimiter).length;
    if (columns < 2) {
      return false;
    }
    boolean signs = !BLANKS.contains(delimiter);
    boolean words = false;
    int odd = 0;
    Set<String> users = new HashSet<>();
    for (String line : sample) {
      String[] fields = Fields.split(line, delimiter);
      if (fields.length != columns) {
        odd++;
        continue;
      }
      words |= !isOneWord(fields[1].strip());
      users.add(fields[0]);
    }
    if (odd > 0) {
      return columns > 2
          && !delimiter.equals(" ")
          && odd <= MOST_ODD * sample.size()
          && hasTimes(sample, delimiter);
    }
    boolean comeAgain = users.size() < sample.size();
    if (words) {
      return signs && (columns > 2 || comeAgain);
    }
    return columns == 2
        || !delimiter.equals(" ")
        || (columns <= MOST_BLANK_COLUMNS
            && (comeAgain || endsInTimes(sample, delimiter, columns - 1)));
  }

  /** Whether it is a table, of which some rows are too short or too long. */
  private static boolean hasTimes(List<String> sample, String delimiter) {
    List<String[]> rows = sample.stream().map(line -> Fields.stripped(line, delimiter)).toList();
    return IntStream.rangeClosed(1, TIME_COLUMN).anyMatch(column -> tellsTimes(rows, column));
  }

  private static boolean isOneWord(String field) {
    return field.indexOf(' ') < 0 || isDate(field);
  }

  private static boolean endsInTimes(List<String> sample, String delimiter, int column) {
    return column(sample, delimiter, column).allMatch(FileLayout::isUnixTime);
  }

  private static FileLayout byPosition(
      List<String> sample, String delimiter, TextLines lines, ColumnNames chosen) {
    List<String[]> rows = sample.stream().map(line -> Fields.stripped(line, delimiter)).toList();
    if (FirstRow.standsAboveNumbers(rows)) {
      throw lines.refusal(
          1,
          "these look like names of columns (%s), but none is known for a user or an item; --user NAME --item NAME says which they are"
              .formatted(String.join(", ", rows.getFirst())));
    }
    int columns = rows.getFirst().length;
    List<String> places = IntStream.rangeClosed(1, columns).mapToObj(String::valueOf).toList();
    if (all(rows, 0, FileLayout::isDate) && chosen.user().isEmpty()) {
      throw lines.refusal(
          1,
          "the first column holds times, not users; --user 2 --item 3 --time 1 says where they are");
    }
    boolean timeBeforeItem = columns > 2 && all(rows, 1, FileLayout::isDate);
    int item = timeBeforeItem ? itemAfterTime(rows) : 1;
    int time =
        timeBeforeItem
            ? 1
            : IntStream.of(TIME_COLUMN, 2)
                .filter(column -> column < columns && tellsTimes(rows, column))
                .findFirst()
                .orElse(NONE);
    return new FileLayout(
        delimiter,
        "",
        false,
        columns,
        chosen.userIn(places).orElse(0),
        chosen.itemIn(places).orElse(item),
        NONE,
        chosen.timeIn(places).orElse(time),
        false,
        false);
  }

  /**
   * The first column behind the time that does not hold fractions, as coordinates and prices are.
   */
  private static int itemAfterTime(List<String[]> rows) {
    return IntStream.range(2, rows.getFirst().length)
        .filter(column -> !all(rows, column, text -> text.matches("-?[0-9]+\\.[0-9]+")))
        .findFirst()
        .orElse(2);
  }

  /** Most of its cells, since some may be 0 or missing. */
  private static boolean tellsTimes(List<String[]> rows, int column) {
    long times = rows.stream().filter(row -> column < row.length && isTime(row[column])).count();
    return times >= MOST_TIMES * rows.size();
  }

  private static boolean all(List<String[]> rows, int column, Predicate<String> looks) {
    return rows.stream()
        .map(row -> column < row.length ? row[column] : "")
        .allMatch(text -> text.isEmpty() || looks.test(text));
  }

  /** How the columns of a table without header are read; empty for any other file. */
  Optional<String> reading() {
    return header || delimiter == null || columns == 2
        ? Optional.empty()
        : Optional.of(
            "without names of columns, %d is read as the user, %d as the item%s; --user, --item and --time say otherwise."
                .formatted(
                    user + 1,
                    item + 1,
                    time == NONE ? ", none as the time" : ", %d as the time".formatted(time + 1)));
  }

  /** What divides the columns of a table. */
  String delimiterOfTable() {
    return Objects.requireNonNull(delimiter);
  }

  /** The same file, each line a user with all items. */
  FileLayout asSequences() {
    return delimiter == null ? this : sequences(BLANKS.contains(delimiter) ? BLANKS : delimiter);
  }

  FileLayout withoutTime() {
    return new FileLayout(
        delimiter, separators, header, columns, user, item, kind, NONE, fromOne, false);
  }

  private static boolean isTime(String text) {
    return isUnixTime(text) || isDate(text);
  }

  /** A date that nobody takes for an id. */
  private static boolean isDate(String text) {
    return WrittenDates.isDate(text)
        || (text.matches("[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}.*") && Moments.of(text).isPresent());
  }

  private static boolean isUnixTime(String text) {
    return text.matches("[0-9]{9,16}(\\.[0-9]+)?") && Double.parseDouble(text) >= LEAST_UNIX_TIME;
  }
}
