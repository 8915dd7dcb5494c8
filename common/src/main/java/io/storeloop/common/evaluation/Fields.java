package io.storeloop.common.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The fields of a line of a delimited table. */
public final class Fields {
  /**
   * Between fields, the least ambiguous first: a comma may stand in numbers, a blank in anything.
   */
  public static final List<String> DELIMITERS = List.of("::", "\t", ";", "|", ",", " ");

  private Fields() {}

  /**
   * The line's fields; quotes around a field are taken off, and hide delimiters inside. Each
   * delimiter counts: two in a row have an empty field between them.
   */
  public static String[] split(String line, String delimiter) {
    List<String> fields = new ArrayList<>();
    boolean quotes = line.indexOf('"') >= 0;
    int from = 0;
    while (true) {
      int next;
      int quote = quotes ? openingQuote(line, from, delimiter) : -1;
      if (quote >= 0) {
        int close = closingQuote(line, quote + 1);
        fields.add(line.substring(quote + 1, close).replace("\"\"", "\""));
        next = line.indexOf(delimiter, Math.min(line.length(), close + 1));
      } else {
        next = line.indexOf(delimiter, from);
        fields.add(next < 0 ? line.substring(from) : line.substring(from, next));
      }
      if (next < 0) {
        return fields.toArray(String[]::new);
      }
      from = next + delimiter.length();
    }
  }

  /** The same without white space around fields; several blanks in a row count as one delimiter. */
  public static String[] stripped(String line, String delimiter) {
    if (delimiter.equals(" ")) {
      return Arrays.stream(split(line.strip(), delimiter))
          .filter(field -> !field.isBlank())
          .toArray(String[]::new);
    }
    return Arrays.stream(split(line, delimiter)).map(String::strip).toArray(String[]::new);
  }

  /** Where the field's quote is, before which only blanks stand; -1 without. */
  private static int openingQuote(String line, int from, String delimiter) {
    int start = from;
    while (start < line.length() && line.charAt(start) == ' ' && !delimiter.equals(" ")) {
      start++;
    }
    return start < line.length() && line.charAt(start) == '"' ? start : -1;
  }

  private static int closingQuote(String line, int from) {
    int close = line.indexOf('"', from);
    while (close >= 0 && close + 1 < line.length() && line.charAt(close + 1) == '"') {
      close = line.indexOf('"', close + 2);
    }
    return close < 0 ? line.length() : close;
  }

  /** A column's name without type suffix ({@code user_id:token}), signs and case. */
  public static String plain(String name) {
    int colon = name.indexOf(':');
    return (colon < 0 ? name : name.substring(0, colon))
        .replaceAll("[^A-Za-z0-9]", "")
        .toLowerCase(Locale.ROOT);
  }
}
