package io.storeloop.recommendation.evaluation.file;

import io.storeloop.common.evaluation.TextLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Held-back items with the items they are ranked against: {@code user TAB item TAB negatives
 * separated by blanks}, or {@code (user,item) TAB negative TAB negative …}.
 */
public final class NegativesFile {
  /** Fewer tokens than this are rows of a plain test file. */
  private static final int LEAST_TOKENS = 12;

  private NegativesFile() {}

  /** A row: the user, the held-back item and what it is ranked against, as they stand in it. */
  public record Row(int user, int item, int[] negatives) {}

  /** Whether the file has this layout, by its first line. */
  public static boolean isOne(Path file) {
    try (TextLines lines = TextLines.open(file)) {
      String first = lines.next();
      if (first == null) {
        return false;
      }
      String[] columns = first.split("\t", -1);
      return first.startsWith("(")
          || (columns.length == 3 && columns[2].strip().indexOf(' ') > 0)
          || new StringTokenizer(first, EventFile.BLANKS).countTokens() >= LEAST_TOKENS;
    }
  }

  /** Reads all rows; ids that are new join those given. */
  public static List<Row> read(Path file, Ids users, Ids items) {
    List<Row> rows = new ArrayList<>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        rows.add(row(line, users, items, lines));
      }
    }
    return rows;
  }

  private static Row row(String line, Ids users, Ids items, TextLines lines) {
    String rest = line.strip();
    String[] key;
    if (rest.startsWith("(")) {
      int end = rest.indexOf(')');
      key = end < 0 ? new String[0] : rest.substring(1, end).split(",", -1);
      rest = end < 0 ? "" : rest.substring(end + 1);
    } else {
      key = rest.split("[ \t]+", 3);
      rest = key.length > 2 ? key[2] : "";
    }
    if (key.length < 2 || rest.isBlank()) {
      throw lines.refusal("a row needs a user, an item and the items it is ranked against");
    }
    var tokens = new StringTokenizer(rest, EventFile.BLANKS);
    int[] negatives = new int[tokens.countTokens()];
    for (int i = 0; i < negatives.length; i++) {
      negatives[i] = items.add(tokens.nextToken(), lines);
    }
    return new Row(users.add(key[0].strip(), lines), items.add(key[1].strip(), lines), negatives);
  }

  /** The row with the given item held back instead; the one that stood there is a negative then. */
  public static Row withItem(Row row, int item) {
    if (row.item() == item) {
      return row;
    }
    int[] negatives = Arrays.copyOf(row.negatives(), row.negatives().length + 1);
    negatives[row.negatives().length] = row.item();
    return new Row(row.user(), item, negatives);
  }
}
