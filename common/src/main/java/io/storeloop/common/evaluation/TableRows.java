package io.storeloop.common.evaluation;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a delimited table, unpacked where packed by gzip. Which delimiter it has, and whether
 * its first row names the columns, is recognised by its first lines. Fields carry no white space
 * around them; quoted ones may hold delimiters and line ends. Not thread-safe.
 */
public final class TableRows implements AutoCloseable {
  /** How many lines are looked at before the first row is given out. */
  public static final int SAMPLE = 200;

  /** Most columns of a table. */
  public static final int MAX_COLUMNS = 10_000;

  /** A first line by which spreadsheets tell each other the delimiter. */
  private static final String SPREADSHEET = "(?i)\"?sep=.\"?";

  private static final String JSON = "\\s*[\\[{].*[\\]},]\\s*";

  private final TextLines lines;
  private final TableLines rows;
  private final String delimiter;
  private final int columns;
  private final @Nullable List<String> names;
  private long line;

  private TableRows(TextLines lines, Deque<String> sample, String delimiter, boolean named) {
    this.lines = lines;
    this.delimiter = delimiter;
    String[] first = fields(joined(sample).getFirst());
    this.columns = first.length;
    this.names =
        named || FirstRow.namesColumns(joined(sample).stream().map(this::fields).toList())
            ? List.of(first)
            : null;
    this.rows =
        new TableLines(
            () -> sample.isEmpty() ? lines.next() : sample.remove(),
            row -> fields(row).length == columns);
    if (names != null) {
      count(rows.next());
    }
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
      if (sample.getFirst().matches(JSON)) {
        throw lines.refusal(1, "this looks like JSON; what is read is a table with a row a line");
      }
      var rows = new TableRows(lines, sample, delimiter(joined(sample), lines), named);
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
      if (sample.isEmpty() && line.matches(SPREADSHEET)) {
        continue;
      }
      sample.add(line);
    }
    return sample;
  }

  /** The rows that the first lines make; the last may be cut off. */
  private static List<String> joined(Deque<String> sample) {
    Deque<String> left = new ArrayDeque<>(sample);
    var rows = new TableLines(left::poll, row -> true);
    return Stream.generate(rows::next).takeWhile(Objects::nonNull).toList();
  }

  /** The delimiter by which most of the first rows have as many fields as the first. */
  private static String delimiter(List<String> sample, TextLines lines) {
    String best = null;
    long most = 0;
    for (String delimiter : Fields.DELIMITERS) {
      int columns = Fields.stripped(sample.getFirst(), delimiter).length;
      long even =
          sample.stream().filter(row -> Fields.stripped(row, delimiter).length == columns).count();
      if (columns > 1 && even > most) {
        best = delimiter;
        most = even;
      }
    }
    if (best == null) {
      throw lines.refusal(1, "no delimiter makes a table of it");
    }
    return best;
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
    String row = rows.next();
    if (row == null) {
      return null;
    }
    count(row);
    String[] fields = fields(row);
    if (fields.length != columns) {
      throw refusal("%d fields instead of %d".formatted(fields.length, columns));
    }
    return fields;
  }

  private void count(@Nullable String row) {
    line += row == null ? 0 : row.lines().count();
  }

  /** What stands between two fields. */
  public String delimiter() {
    return delimiter;
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
