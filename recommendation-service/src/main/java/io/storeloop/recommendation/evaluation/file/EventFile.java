package io.storeloop.recommendation.evaluation.file;

import io.storeloop.algorithms.ranking.Action;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.common.evaluation.TextLines;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.StringTokenizer;

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
  private long withoutTime;

  private EventFile(Path file, FileLayout layout, Needs needs, Ids users, Ids items) {
    this.file = file;
    this.layout = layout;
    this.needs = needs;
    this.users = users;
    this.items = items;
  }

  /**
   * Reads {@code user item item …} lines or a table; ids that are new join those given.
   *
   * @throws EvaluationRefusal if the file or a row of it cannot be read
   */
  public static EventColumns read(Path file, Needs needs, Ids users, Ids items) {
    return read(file, layout(file), needs, users, items);
  }

  static EventColumns read(Path file, FileLayout layout, Needs needs, Ids users, Ids items) {
    return new EventFile(file, layout, needs, users, items).read();
  }

  /** Whether the file has a column of times. */
  public static boolean tellsTimes(Path file) {
    return layout(file).time() != FileLayout.NONE;
  }

  /** Whether the file's times are running numbers of days. */
  public static boolean numbersDays(Path file) {
    return layout(file).numbersDays();
  }

  private static FileLayout layout(Path file) {
    try (TextLines lines = TextLines.open(file)) {
      return FileLayout.of(lines);
    }
  }

  private EventColumns read() {
    boolean timed = layout.time() != FileLayout.NONE;
    var events = new EventColumns(timed || layout.delimiter() == null || needs == Needs.ROW_ORDER);
    try (TextLines lines = TextLines.open(file)) {
      if (layout.header()) {
        lines.next();
      }
      for (String line = lines.next(); line != null; line = lines.next()) {
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
    if (user.isEmpty() || item.isEmpty()) {
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
    String text = layout.time() < fields.length ? fields[layout.time()].strip() : "";
    OptionalLong time = Moments.of(text);
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
