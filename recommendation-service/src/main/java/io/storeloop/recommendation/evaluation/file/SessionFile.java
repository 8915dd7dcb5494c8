package io.storeloop.recommendation.evaluation.file;

import io.storeloop.algorithms.ranking.Action;
import io.storeloop.common.evaluation.TextLines;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads sessions: a line of items each, or {@code target TAB items before it}, or the same as a
 * table with a column of lists, or a table of clicks.
 */
public final class SessionFile {
  private static final String INSIDE = "are the beginning of a session that is read whole";

  private final Path file;
  private final Ids items;
  private final @Nullable ItemLists lists;
  private final @Nullable FileLayout table;
  private final boolean targetsFirst;

  private SessionFile(Path file, ColumnNames chosen, Ids items, boolean test) {
    this.file = file;
    this.items = items;
    try (TextLines lines = TextLines.open(file)) {
      List<String> sample = FileLayout.sample(lines);
      targetsFirst = test ? anyTab(sample) : sample.stream().allMatch(SessionFile::isTargetFirst);
      lists = sample.isEmpty() ? null : ItemLists.of(sample.getFirst());
      table = lists != null || sample.isEmpty() ? null : table(sample, test, lines, chosen);
    }
  }

  /** What a test file asks. */
  public interface Question {
    /** Told once for each question, with the items before the target from old to new. */
    void ask(int[] history, int target);
  }

  /** Reads what is learnt from; lines have no id, each is a user of its own. */
  public static EventColumns train(Path file, ColumnNames chosen, Ids users, Ids items) {
    return new SessionFile(file, chosen, items, false).train(users);
  }

  /** Reads what is asked: the rows of targets, or each step of whole sessions. */
  public static void test(Path file, ColumnNames chosen, Ids items, Question question) {
    new SessionFile(file, chosen, items, true).ask(question);
  }

  private static @Nullable FileLayout table(
      List<String> sample, boolean test, TextLines lines, ColumnNames chosen) {
    FileLayout named = FileLayout.named(sample, true, lines, chosen);
    if (named != null) {
      return named;
    }
    FileLayout found = FileLayout.table(sample, lines, chosen);
    String delimiter = found == null ? null : found.delimiter();
    if (found != null && delimiter != null) {
      boolean signs = !EventFile.BLANKS.contains(delimiter);
      boolean pairs = !test && delimiter.equals("\t") && isClicks(sample);
      return signs || pairs || found.time() != FileLayout.NONE ? found : null;
    }
    FileLayout.requireNoNames(sample, lines);
    if (sample.stream().allMatch(line -> line.strip().matches("[^ \t]*[,;][^ \t]*"))) {
      throw lines.refusal(
          1,
          "the line is one word; sessions are items with blanks between, or a table of session, time and item");
    }
    return null;
  }

  private static boolean anyTab(List<String> sample) {
    return sample.stream().anyMatch(line -> line.indexOf('\t') >= 0);
  }

  private static boolean isTargetFirst(String line) {
    int tab = line.indexOf('\t');
    return tab > 0 && tab == line.lastIndexOf('\t') && line.substring(0, tab).indexOf(' ') < 0;
  }

  /** Whether rows are a session and one item: no row has more, and sessions come again. */
  private static boolean isClicks(List<String> sample) {
    Set<String> first = new HashSet<>();
    sample.forEach(line -> first.add(line.substring(0, Math.max(0, line.indexOf('\t')))));
    return first.size() < sample.size()
        && sample.stream().noneMatch(line -> line.strip().indexOf(' ') >= 0);
  }

  private EventColumns train(Ids users) {
    if (table != null) {
      return EventFile.read(file, table, Needs.ROW_ORDER, users, items);
    }
    var events = new EventColumns(true);
    try (TextLines lines = TextLines.open(file)) {
      var whole = new WholeSessions(session -> addTo(events, session, users, lines));
      skipHeader(lines);
      for (String line = lines.next(); line != null; line = lines.next()) {
        int[] session = items(line, lines);
        if (lists != null || targetsFirst) {
          whole.add(session);
        } else {
          addTo(events, session, users, lines);
        }
      }
      whole.end();
      if (whole.dropped() > 0) {
        events.count(INSIDE, whole.dropped());
      }
    }
    return events;
  }

  private static void addTo(EventColumns events, int[] session, Ids users, TextLines lines) {
    int user = users.add("session " + users.size(), lines);
    for (int item : session) {
      events.add(user, item, Action.PURCHASE, events.size(), lines);
    }
  }

  private void ask(Question question) {
    if (table != null) {
      askTable(table, question);
      return;
    }
    try (TextLines lines = TextLines.open(file)) {
      skipHeader(lines);
      for (String line = lines.next(); line != null; line = lines.next()) {
        int[] session = items(line, lines);
        if (lists == null && line.indexOf('\t') < 0) {
          askSteps(session, question);
        } else if (session.length < 2) {
          throw lines.refusal("a test row needs the target, a tab and the items before it");
        } else {
          question.ask(Arrays.copyOf(session, session.length - 1), session[session.length - 1]);
        }
      }
    }
  }

  private void askTable(FileLayout layout, Question question) {
    Ids sessions = new Ids();
    EventColumns clicks = EventFile.read(file, layout, Needs.ROW_ORDER, sessions, items);
    Sequences rows = Sequences.of(clicks, sessions.size());
    for (int row = 0; row < rows.rowCount(); row++) {
      askSteps(rows.row(row), question);
    }
  }

  private static void askSteps(int[] session, Question question) {
    for (int step = 1; step < session.length; step++) {
      question.ask(Arrays.copyOf(session, step), session[step]);
    }
  }

  private void skipHeader(TextLines lines) {
    if (lists != null) {
      Objects.requireNonNull(lines.next());
    }
  }

  /** The items of a line in their order: a target that stands first goes to the end. */
  private int[] items(String line, TextLines lines) {
    if (lists != null) {
      return lists.items(line, items, lines);
    }
    int tab = targetsFirst ? line.indexOf('\t') : -1;
    String target = tab < 0 ? "" : line.substring(0, tab).strip();
    var tokens = new StringTokenizer(line.substring(tab + 1), EventFile.BLANKS);
    int[] row = new int[tokens.countTokens() + (target.isEmpty() ? 0 : 1)];
    for (int i = 0; tokens.hasMoreTokens(); i++) {
      row[i] = items.add(tokens.nextToken(), lines);
    }
    if (!target.isEmpty()) {
      row[row.length - 1] = items.add(target, lines);
    }
    return row;
  }
}
