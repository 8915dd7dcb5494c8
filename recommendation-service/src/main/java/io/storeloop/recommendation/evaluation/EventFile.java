package io.storeloop.recommendation.evaluation;

import io.storeloop.algorithms.ranking.Action;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.StringTokenizer;

/** Reads who did what, from a table or from lines of items, whichever the file is. */
final class EventFile {
  /** Between the ids of a line of items. */
  static final String BLANKS = " \t";

  private final Path file;
  private final FileLayout layout;
  private final Ids users;
  private final Ids items;

  private EventFile(Path file, FileLayout layout, Ids users, Ids items) {
    this.file = file;
    this.layout = layout;
    this.users = users;
    this.items = items;
  }

  /**
   * Reads {@code user item item …} lines or a table; ids that are new join those given.
   *
   * @throws EvaluationRefusal if the file or a row of it cannot be read
   */
  static EventColumns read(Path file, Ids users, Ids items) {
    return new EventFile(file, layout(file), users, items).read(false);
  }

  /**
   * Reads one session per line, or a table with a header. Lines have no id: each is a user of its
   * own, numbered from the count of {@code users} on.
   */
  static EventColumns readSessions(Path file, Ids users, Ids items) {
    FileLayout layout = layout(file);
    return layout.header()
        ? new EventFile(file, layout, users, items).read(false)
        : new EventFile(file, FileLayout.SEQUENCES, users, items).read(true);
  }

  /** How the file tells who did what. */
  static FileLayout layout(Path file) {
    try (TextLines lines = TextLines.open(file)) {
      return FileLayout.of(lines);
    }
  }

  private EventColumns read(boolean unnamedRows) {
    var events = new EventColumns(layout.time() != FileLayout.NONE || layout.delimiter() == null);
    try (TextLines lines = TextLines.open(file)) {
      if (layout.header()) {
        lines.next();
      }
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (layout.delimiter() == null) {
          addRow(line, unnamedRows, events, lines);
        } else {
          addEvent(line, layout.delimiter(), events, lines);
        }
      }
    }
    return events;
  }

  private void addRow(String line, boolean unnamed, EventColumns events, TextLines lines) {
    var tokens = new StringTokenizer(line, BLANKS);
    int user =
        unnamed
            ? users.add("session " + users.size(), lines)
            : users.add(tokens.nextToken(), lines);
    while (tokens.hasMoreTokens()) {
      int item = items.add(tokens.nextToken(), lines);
      events.add(user, item, Action.PURCHASE, events.size(), lines);
    }
  }

  private void addEvent(String line, String delimiter, EventColumns events, TextLines lines) {
    String[] fields = FileLayout.split(line, delimiter);
    int user = users.add(field(fields, layout.user(), lines), lines);
    int item = items.add(field(fields, layout.item(), lines), lines);
    long time = layout.time() == FileLayout.NONE ? events.size() : time(fields, lines);
    events.add(user, item, action(fields, lines), time, lines);
  }

  private static String field(String[] fields, int column, TextLines lines) {
    if (column >= fields.length) {
      throw lines.refusal(
          "the row has %d fields, but %d are needed".formatted(fields.length, column + 1));
    }
    return fields[column].strip();
  }

  private long time(String[] fields, TextLines lines) {
    String text = field(fields, layout.time(), lines);
    OptionalLong time = Moments.of(text);
    if (time.isEmpty()) {
      throw lines.refusal("'%s' is not a time".formatted(text));
    }
    return time.getAsLong();
  }

  private Action action(String[] fields, TextLines lines) {
    if (layout.kind() == FileLayout.NONE) {
      return Action.PURCHASE;
    }
    String text = field(fields, layout.kind(), lines);
    Action action = ActionWords.of(text, layout.fromOne());
    if (action == null) {
      throw lines.refusal(
          "'%s' is no action; there are view, favourite, cart, purchase, or 0 click, 1 purchase, 2 favourite, 3 cart"
              .formatted(text));
    }
    return action;
  }
}
