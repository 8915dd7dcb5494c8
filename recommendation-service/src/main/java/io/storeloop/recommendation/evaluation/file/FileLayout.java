package io.storeloop.recommendation.evaluation.file;

import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.common.evaluation.TextLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

  private static final String[] DELIMITERS = {"::", "\t", ",", ";", " "};
  private static final Set<String> USER =
      Set.of(
          "user",
          "userid",
          "uid",
          "customer",
          "customerid",
          "visitorid",
          "householdid",
          "memberid",
          "reviewerid");
  private static final Set<String> SESSION = Set.of("session", "sessionid", "usersession");
  private static final Set<String> ITEM =
      Set.of(
          "item",
          "itemid",
          "iid",
          "brandid",
          "productid",
          "sku",
          "stockcode",
          "movieid",
          "articleid",
          "artistid",
          "businessid",
          "asin",
          "goodsid",
          "placeid",
          "bookid",
          "trackid");
  private static final Set<String> KIND =
      Set.of("type", "event", "eventtype", "behavior", "behaviour", "behaviortype", "action");
  private static final Set<String> TIME =
      Set.of(
          "time",
          "timestamp",
          "date",
          "datetime",
          "visitdatetime",
          "eventtime",
          "eventdate",
          "ts",
          "day",
          "invoicedate",
          "transactiontimestamp",
          "unixtime");

  /** Columns that name a day rather than a moment, where they hold small whole numbers. */
  private static final String SMALL_NUMBER = "[0-9]{1,5}";

  /** Columns of a table without header: user, item, rating, time. */
  private static final int TIME_COLUMN = 3;

  private static final int MOST_BLANK_COLUMNS = 4;

  /** No item is rated that high; as a Unix time it is 1973. */
  private static final double LEAST_UNIX_TIME = 1e8;

  private static FileLayout sequences(String separators) {
    return new FileLayout(null, separators, false, 0, 0, 1, NONE, NONE, false, false);
  }

  /** The first lines of a file, at most {@link #SAMPLE}. */
  static List<String> sample(TextLines lines) {
    List<String> sample = new ArrayList<>();
    for (String line = lines.next(); line != null && sample.size() < SAMPLE; line = lines.next()) {
      sample.add(line);
    }
    return sample;
  }

  /** Recognises a file; an empty one counts as sequences. */
  static FileLayout of(TextLines lines) {
    List<String> sample = sample(lines);
    FileLayout named = named(sample, false, lines);
    return named != null ? named : unnamed(sample);
  }

  /** A table with a header, or null; sessions or users come first where it names both. */
  static @Nullable FileLayout named(List<String> sample, boolean sessions, TextLines lines) {
    for (String delimiter : DELIMITERS) {
      if (!sample.isEmpty() && sample.getFirst().contains(delimiter)) {
        FileLayout named = byHeader(sample, delimiter, sessions, lines);
        if (named != null) {
          return named;
        }
      }
    }
    return null;
  }

  private static FileLayout unnamed(List<String> sample) {
    FileLayout table = table(sample);
    if (table != null) {
      return table;
    }
    boolean commas =
        !sample.isEmpty()
            && sample.stream().noneMatch(line -> line.strip().matches(".*[ \t].*"))
            && sample.stream().anyMatch(line -> line.indexOf(',') > 0);
    return commas ? sequences(",") : SEQUENCES;
  }

  /** A table without header, or null. */
  static @Nullable FileLayout table(List<String> sample) {
    for (String delimiter : DELIMITERS) {
      if (!sample.isEmpty() && isTable(sample, delimiter)) {
        return byPosition(sample, delimiter);
      }
    }
    return null;
  }

  private static @Nullable FileLayout byHeader(
      List<String> sample, String delimiter, boolean sessions, TextLines lines) {
    List<String> names =
        Arrays.stream(Fields.split(sample.getFirst(), delimiter)).map(Fields::plain).toList();
    int user = first(names, sessions ? SESSION::contains : USER::contains);
    user = user != NONE ? user : first(names, sessions ? USER::contains : SESSION::contains);
    int item = first(names, ITEM::contains);
    if (names.stream().anyMatch(ItemLists::isList)) {
      throw lines.refusal(
          1, "columns of item lists are read by the protocol sessions only, beside an item_id");
    }
    if (user == NONE && item == NONE) {
      return null;
    }
    if (user == NONE || item == NONE) {
      if (delimiter.equals(" ")) {
        return null;
      }
      throw lines.refusal(
          1,
          "the header names no %s; it needs columns such as user_id and item_id"
              .formatted(user == NONE ? "user" : "item"));
    }
    int kind = first(names, KIND::contains);
    int time = first(names, TIME::contains);
    return new FileLayout(
        delimiter,
        "",
        true,
        names.size(),
        user,
        item,
        kind,
        time,
        kind != NONE && countsFromOne(sample, delimiter, kind),
        time != NONE && numbersDays(sample, delimiter, time));
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
    Set<String> users = new HashSet<>();
    for (String line : sample) {
      String[] fields = Fields.split(line, delimiter);
      if (fields.length != columns || !isOneWord(fields[1].strip())) {
        return false;
      }
      users.add(fields[0]);
    }
    boolean blank = delimiter.equals(" ");
    return columns == 2
        || !blank
        || (columns <= MOST_BLANK_COLUMNS
            && (users.size() < sample.size() || endsInTimes(sample, delimiter, columns - 1)));
  }

  private static boolean isOneWord(String field) {
    return field.indexOf(' ') < 0 || isDate(field);
  }

  private static boolean endsInTimes(List<String> sample, String delimiter, int column) {
    return column(sample, delimiter, column).allMatch(FileLayout::isUnixTime);
  }

  private static FileLayout byPosition(List<String> sample, String delimiter) {
    String[] first = Fields.split(sample.getFirst(), delimiter);
    int item = 1;
    int time = NONE;
    if (first.length > 2 && isDate(first[1].strip())) {
      item = 2;
      time = 1;
    } else if (first.length > TIME_COLUMN && isTime(first[TIME_COLUMN].strip())) {
      time = TIME_COLUMN;
    } else if (first.length == TIME_COLUMN && isTime(first[2].strip())) {
      time = 2;
    }
    return new FileLayout(delimiter, "", false, first.length, 0, item, NONE, time, false, false);
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
    return text.matches("[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}.*") && Moments.of(text).isPresent();
  }

  private static boolean isUnixTime(String text) {
    return text.matches("[0-9]{9,16}(\\.[0-9]+)?") && Double.parseDouble(text) >= LEAST_UNIX_TIME;
  }

  private static int first(List<String> names, Predicate<String> wanted) {
    for (int column = 0; column < names.size(); column++) {
      if (wanted.test(names.get(column))) {
        return column;
      }
    }
    return NONE;
  }
}
