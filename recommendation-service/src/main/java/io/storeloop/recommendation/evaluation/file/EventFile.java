package io.storeloop.recommendation.evaluation.file;

import io.storeloop.algorithms.ranking.Action;
import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.TableLines;
import io.storeloop.common.evaluation.TextLines;
import io.storeloop.common.evaluation.WrittenDates;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.StringTokenizer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads who did what, from a table or from lines of items, whichever the file is. */
public final class EventFile {
  /** Between the ids of a line of items. */
  static final String BLANKS = FileLayout.BLANKS;

  private static final String NO_ID = "name no user or no item and are left out";
  private static final String NO_ACTION = "name an action that is not known and count as views";
  private static final String NO_TIME = "name no time and count as the oldest";
  private static final String NO_TIMES =
      "were read in the order of the file, since most of them name no time";
  private static final long OLDEST = Long.MIN_VALUE;
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final Path file;
  private final FileLayout layout;
  private final Needs needs;
  private final Ids users;
  private final Ids items;
  private final WrittenDates dates;
  private long withoutTime;

  private EventFile(Path file, FileLayout layout, Needs needs, Ids users, Ids items) {
    this.file = file;
    this.layout = layout;
    this.needs = needs;
    this.users = users;
    this.items = items;
    this.dates = dates();
  }

  /**
   * Reads {@code user item item …} lines or a table; ids that are new join those given.
   *
   * @throws EvaluationRefusal if the file or a row of it cannot be read
   */
  public static EventColumns read(
      Path file, ColumnNames chosen, Needs needs, Ids users, Ids items) {
    FileLayout layout = layout(file, chosen);
    EventColumns events = read(file, layout, needs, users, items);
    layout.reading().ifPresent(events::say);
    return events;
  }

  static EventColumns read(Path file, FileLayout layout, Needs needs, Ids users, Ids items) {
    return new EventFile(file, layout, needs, users, items).read();
  }

  /** Whether the file has a column of times. */
  public static boolean tellsTimes(Path file, ColumnNames chosen) {
    return layout(file, chosen).time() != FileLayout.NONE;
  }

  /** Whether the file's times are running numbers of days. */
  public static boolean numbersDays(Path file, ColumnNames chosen) {
    return layout(file, chosen).numbersDays();
  }

  private static FileLayout layout(Path file, ColumnNames chosen) {
    try (TextLines lines = TextLines.open(file)) {
      return FileLayout.of(lines, chosen);
    }
  }

  /** The lines of sequences, the rows of a table. */
  private Supplier<@Nullable String> rows(TextLines lines) {
    String delimiter = layout.delimiter();
    if (delimiter == null) {
      return lines::next;
    }
    return new TableLines(
            lines::next, row -> Fields.split(row, delimiter).length == layout.columns())
        ::next;
  }

  private WrittenDates dates() {
    if (layout.time() == FileLayout.NONE) {
      return new WrittenDates(true, false);
    }
    try (TextLines lines = TextLines.open(file)) {
      Supplier<@Nullable String> rows = rows(lines);
      if (layout.header()) {
        var _ = rows.get();
      }
      return WrittenDates.of(() -> {
        String row = rows.get();
        return row == null ? null : timeText(Fields.split(row, layout.delimiterOfTable()));
      });
    }
  }

  private String timeText(String[] fields) {
    return layout.time() < fields.length ? fields[layout.time()].strip() : "";
  }

  private EventColumns read() {
    boolean timed = layout.time() != FileLayout.NONE;
    var events = new EventColumns(timed || layout.delimiter() == null || needs == Needs.ROW_ORDER);
    try (TextLines lines = TextLines.open(file)) {
      Supplier<@Nullable String> rows = rows(lines);
      if (layout.header()) {
        var _ = rows.get();
      }
      for (String line = rows.get(); line != null; line = rows.get()) {
        if (layout.delimiter() == null) {
          addRow(line, events, lines);
        } else if (!addEvent(line, layout.delimiter(), events, lines)) {
          return read(file, layout.asSequences(), needs, users, items);
        }
      }
    }
    if (withoutTime > 0 && 2 * withoutTime >= events.size()) {
      EventColumns untimed = read(file, layout.withoutTime(), needs, users, items);
      untimed.count(NO_TIMES, untimed.size());
      return untimed;
    }
    if (dates.undecided()) {
      events.say(
          "dates like 12/1/2010 are read %s first: no number in them decides it."
              .formatted(dates.monthFirst() ? "month" : "day"));
    }
    return events;
  }

  private void addRow(String line, EventColumns events, TextLines lines) {
    var tokens = new StringTokenizer(line, layout.separators());
    if (!tokens.hasMoreTokens()) {
      return;
    }
    int user = users.add(tokens.nextToken().strip(), lines);
    while (tokens.hasMoreTokens()) {
      String item = tokens.nextToken().strip();
      if (!item.isEmpty()) {
        events.add(user, items.add(item, lines), Action.PURCHASE, events.size(), lines);
      }
    }
  }

  /** Whether the row fits the table; what does not may be a user with several items or none. */
  private boolean addEvent(String line, String delimiter, EventColumns events, TextLines lines) {
    String[] fields = Fields.split(line, delimiter);
    if (!layout.header() && layout.columns() == 2 && !isPair(fields, delimiter)) {
      return false;
    }
    String user = field(fields, layout.user(), lines);
    String item = field(fields, layout.item(), lines);
    if (Cells.isMissing(user) || Cells.isMissing(item)) {
      events.count(NO_ID, 1);
      return true;
    }
    long time = layout.time() == FileLayout.NONE ? events.size() : time(fields, events, lines);
    Action action = action(fields, events, lines);
    events.add(users.add(user, lines), items.add(item, lines), action, time, lines);
    return true;
  }

  /** Ids of tables divided by signs may hold blanks. */
  private static boolean isPair(String[] fields, String delimiter) {
    return fields.length == 2
        && !(BLANKS.contains(delimiter) && fields[1].strip().indexOf(' ') >= 0);
  }

  private static String field(String[] fields, int column, TextLines lines) {
    if (column >= fields.length) {
      throw lines.refusal(
          "the row has %d fields, but %d are needed".formatted(fields.length, column + 1));
    }
    return fields[column].strip();
  }

  private long time(String[] fields, EventColumns events, TextLines lines) {
    String text = timeText(fields);
    OptionalLong time = dates.moment(text);
    if (time.isPresent()) {
      boolean days = layout.numbersDays() && text.matches("[0-9]{1,9}");
      return days ? Long.parseLong(text) * MILLIS_PER_DAY : time.getAsLong();
    }
    if (needs == Needs.TIMED_ACTIONS) {
      throw lines.refusal("'%s' is not a time".formatted(text));
    }
    events.count(NO_TIME, 1);
    withoutTime++;
    return OLDEST;
  }

  private Action action(String[] fields, EventColumns events, TextLines lines) {
    if (layout.kind() == FileLayout.NONE || !needs.actions()) {
      return Action.PURCHASE;
    }
    Action action = ActionWords.of(field(fields, layout.kind(), lines), layout.fromOne());
    if (action == null) {
      events.count(NO_ACTION, 1);
      return Action.VIEW;
    }
    return action;
  }
}
