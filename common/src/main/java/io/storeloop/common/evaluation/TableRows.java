package io.storeloop.common.evaluation;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a delimited table, unpacked where packed by gzip. Which delimiter it has, and whether
 * its first row names the columns, is recognised by its first lines. Fields carry no white space
 * around them. Not thread-safe.
 */
public final class TableRows implements AutoCloseable {
  /** How many lines are looked at before the first row is given out. */
  public static final int SAMPLE = 200;

  /** Most columns of a table. */
  public static final int MAX_COLUMNS = 10_000;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");

  private final TextLines lines;
  private final Deque<String> ahead;
  private final String delimiter;
  private final int columns;
  private final @Nullable List<String> names;
  private long line;

  private TableRows(TextLines lines, Deque<String> ahead, String delimiter, boolean named) {
    this.lines = lines;
    this.ahead = ahead;
    this.delimiter = delimiter;
    this.columns = fields(ahead.getFirst()).length;
    this.names = named || namesColumns() ? List.of(fields(ahead.remove())) : null;
    this.line = names == null ? 0 : 1;
  }

  /**
   * Opens a table with or without a row of names.
   *
   * @throws EvaluationRefusal if there is no readable file, it is empty, or no delimiter makes a
   *     table of it
   */
  public static TableRows open(Path file) {
    return open(file, false);
  }

  /**
   * Opens a table whose first row names the columns, whatever it looks like.
   *
   * @throws EvaluationRefusal as for {@link #open(Path)}
   */
  public static TableRows withNames(Path file) {
    return open(file, true);
  }

  private static TableRows open(Path file, boolean named) {
    TextLines lines = TextLines.open(file);
    try {
      Deque<String> sample = sample(lines);
      if (sample.isEmpty()) {
        throw lines.refusal(1, "the file is empty");
      }
      var rows = new TableRows(lines, sample, delimiter(sample, lines), named);
      if (rows.columns > MAX_COLUMNS) {
        throw lines.refusal(1, "there are more than %d columns".formatted(MAX_COLUMNS));
      }
      return rows;
    } catch (EvaluationRefusal refusal) {
      lines.close();
      throw refusal;
    }
  }

  private static Deque<String> sample(TextLines lines) {
    Deque<String> sample = new ArrayDeque<>();
    while (sample.size() < SAMPLE) {
      String line = lines.next();
      if (line == null) {
        return sample;
      }
      sample.add(line);
    }
    return sample;
  }

  /**
   * The delimiter by which most of the first lines have as many fields as the first, then most
   * fields.
   */
  private static String delimiter(Deque<String> sample, TextLines lines) {
    String best = null;
    long most = 0;
    int widest = 1;
    for (String delimiter : Fields.DELIMITERS) {
      int columns = Fields.stripped(sample.getFirst(), delimiter).length;
      long even =
          sample.stream()
              .filter(line -> Fields.stripped(line, delimiter).length == columns)
              .count();
      if (columns > 1 && (even > most || (even == most && columns > widest))) {
        best = delimiter;
        most = even;
        widest = columns;
      }
    }
    if (best == null) {
      throw lines.refusal(1, "no delimiter makes a table of it");
    }
    return best;
  }

  /** Names are different from each other, and neither numbers nor times. */
  private boolean namesColumns() {
    List<String> first = Arrays.stream(fields(ahead.getFirst())).filter(n -> !n.isEmpty()).toList();
    return !first.isEmpty()
        && first.stream().noneMatch(TableRows::isNumberOrTime)
        && first.stream().distinct().count() == first.size();
  }

  private static boolean isNumberOrTime(String text) {
    return NUMBER.matcher(text).matches() || Moments.of(text).isPresent();
  }

  private String[] fields(String row) {
    return Fields.stripped(row, delimiter);
  }

  /** The names of the columns, where the first row is one of names. */
  public Optional<List<String>> names() {
    return Optional.ofNullable(names);
  }

  /** How many fields every row has. */
  public int columns() {
    return columns;
  }

  /**
   * The next row, or null after the last.
   *
   * @throws EvaluationRefusal if it has another number of fields, or the file cannot be read
   */
  public String @Nullable [] next() {
    String row = ahead.isEmpty() ? lines.next() : ahead.remove();
    if (row == null) {
      return null;
    }
    line++;
    String[] fields = fields(row);
    if (fields.length != columns) {
      throw refusal("%d fields instead of %d".formatted(fields.length, columns));
    }
    return fields;
  }

  /** A refusal that names the file and the row given out last; blank lines do not count. */
  public EvaluationRefusal refusal(String what) {
    return lines.refusal(line, what);
  }

  /**
   * The first column whose plain name ({@link Fields#plain}) is one of these, by their order.
   *
   * @param plainNames in lower case, letters and digits only
   */
  public Optional<Integer> column(List<String> plainNames) {
    List<String> plain = names().orElseGet(ArrayList::new).stream().map(Fields::plain).toList();
    return plainNames.stream().map(plain::indexOf).filter(column -> column >= 0).findFirst();
  }

  @Override
  public void close() {
    lines.close();
  }
}
