package io.storeloop.recommendation.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a file tells who did what, recognised by its first lines.
 *
 * @param delimiter between the columns of a table; null where a line is a user with all items
 * @param header whether the first line names the columns
 * @param user column of the user
 * @param item column of the item
 * @param kind column of what was done, or {@link #NONE}
 * @param time column of the time, or {@link #NONE}
 * @param fromOne whether numbers for what was done run from 1 click to 4 purchase
 */
record FileLayout(
    @Nullable String delimiter,
    boolean header,
    int user,
    int item,
    int kind,
    int time,
    boolean fromOne) {
  static final int NONE = -1;

  /** How many lines are looked at. */
  static final int SAMPLE = 500;

  /** Sequences are separated by blanks. */
  static final FileLayout SEQUENCES = new FileLayout(null, false, 0, 1, NONE, NONE, false);

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
          "session",
          "sessionid",
          "memberid",
          "reviewerid");
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

  /** Columns of a table without header: user, item, rating, time. */
  private static final int TIME_COLUMN = 3;

  private static final int MOST_BLANK_COLUMNS = 4;

  /** No item is rated that high; as a Unix time it is 1973. */
  private static final double LEAST_UNIX_TIME = 1e8;

  /** Recognises a file; an empty one counts as sequences. */
  static FileLayout of(TextLines lines) {
    List<String> sample = new ArrayList<>();
    for (String line = lines.next(); line != null && sample.size() < SAMPLE; line = lines.next()) {
      sample.add(line);
    }
    if (sample.isEmpty()) {
      return SEQUENCES;
    }
    for (String delimiter : DELIMITERS) {
      if (sample.getFirst().contains(delimiter)) {
        FileLayout named = byHeader(sample, delimiter, lines);
        if (named != null) {
          return named;
        }
      }
    }
    for (String delimiter : DELIMITERS) {
      if (isTable(sample, delimiter)) {
        return byPosition(split(sample.getFirst(), delimiter), delimiter);
      }
    }
    return SEQUENCES;
  }

  private static @Nullable FileLayout byHeader(
      List<String> sample, String delimiter, TextLines lines) {
    List<String> names =
        Arrays.stream(split(sample.getFirst(), delimiter)).map(FileLayout::plain).toList();
    int user = first(names, USER::contains);
    int item = first(names, ITEM::contains);
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
    return new FileLayout(
        delimiter,
        true,
        user,
        item,
        kind,
        first(names, TIME::contains),
        kind != NONE && countsFromOne(sample, delimiter, kind));
  }

  /** A purchase is 1 where clicks are 0, and 4 where clicks are 1. */
  private static boolean countsFromOne(List<String> sample, String delimiter, int kind) {
    Set<String> kinds = new HashSet<>();
    for (String line : sample.subList(1, sample.size())) {
      String[] fields = split(line, delimiter);
      kinds.add(kind < fields.length ? fields[kind].strip() : "");
    }
    return kinds.contains("4") && Set.of("1", "2", "3", "4").containsAll(kinds);
  }

  private static boolean isTable(List<String> sample, String delimiter) {
    int columns = split(sample.getFirst(), delimiter).length;
    Set<String> users = new HashSet<>();
    for (String line : sample) {
      String[] fields = split(line, delimiter);
      boolean oneItem = fields.length > 1 && fields[1].strip().indexOf(' ') < 0;
      if (fields.length != columns || !oneItem) {
        return false;
      }
      users.add(fields[0]);
    }
    boolean blank = delimiter.equals(" ");
    return columns == 2
        || !blank
        || (columns <= MOST_BLANK_COLUMNS && users.size() < sample.size());
  }

  private static FileLayout byPosition(String[] first, String delimiter) {
    int time = NONE;
    if (first.length > TIME_COLUMN && Moments.of(first[TIME_COLUMN].strip()).isPresent()) {
      time = TIME_COLUMN;
    } else if (first.length == TIME_COLUMN && isUnixTime(first[2].strip())) {
      time = 2;
    }
    return new FileLayout(delimiter, false, 0, 1, NONE, time, false);
  }

  private static boolean isUnixTime(String text) {
    return text.matches("[0-9]{9,16}(\\.[0-9]+)?") && Double.parseDouble(text) >= LEAST_UNIX_TIME;
  }

  /** The name without type suffix ({@code user_id:token}), signs and case. */
  private static String plain(String name) {
    int colon = name.indexOf(':');
    return (colon < 0 ? name : name.substring(0, colon))
        .replaceAll("[^A-Za-z0-9]", "")
        .toLowerCase(Locale.ROOT);
  }

  private static int first(List<String> names, Predicate<String> wanted) {
    for (int column = 0; column < names.size(); column++) {
      if (wanted.test(names.get(column))) {
        return column;
      }
    }
    return NONE;
  }

  /** The line's fields; quotes around a field are taken off, and hide delimiters inside. */
  static String[] split(String line, String delimiter) {
    List<String> fields = new ArrayList<>();
    boolean quotes = line.indexOf('"') >= 0;
    int from = 0;
    while (true) {
      if (quotes && from < line.length() && line.charAt(from) == '"') {
        int close = closingQuote(line, from + 1);
        fields.add(line.substring(from + 1, close).replace("\"\"", "\""));
        int next = line.indexOf(delimiter, Math.min(line.length(), close + 1));
        if (next < 0) {
          break;
        }
        from = next + delimiter.length();
      } else {
        int next = line.indexOf(delimiter, from);
        fields.add(next < 0 ? line.substring(from) : line.substring(from, next));
        if (next < 0) {
          break;
        }
        from = next + delimiter.length();
      }
    }
    return fields.toArray(String[]::new);
  }

  private static int closingQuote(String line, int from) {
    int close = line.indexOf('"', from);
    while (close >= 0 && close + 1 < line.length() && line.charAt(close + 1) == '"') {
      close = line.indexOf('"', close + 2);
    }
    return close < 0 ? line.length() : close;
  }
}
