package io.storeloop.recommendation.evaluation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Reads the files of a protocol into what is learnt from and what is asked. */
final class EvaluationTasks {
  /** Items drawn for each case where none are given, as in the published tables. */
  static final int DRAWN_NEGATIVES = 99;

  private final EvaluationOptions options;
  private final Ids users = new Ids();
  private final Ids items = new Ids();

  private final SplittableRandom random;

  private EvaluationTasks(EvaluationOptions options) {
    this.options = options;
    this.random = new SplittableRandom(options.seed());
  }

  /**
   * Reads the files.
   *
   * @throws EvaluationRefusal if one cannot be read, or there is nothing to learn or to judge
   */
  static EvaluationTask read(EvaluationOptions options) {
    var tasks = new EvaluationTasks(options);
    return switch (options.protocol()) {
      case SESSIONS -> tasks.sessions(Objects.requireNonNull(options.test()));
      case LEAVE_LAST_OUT -> tasks.leaveLastOut();
      case SPLIT -> tasks.split(Objects.requireNonNull(options.test()));
      case GIVEN_NEGATIVES -> tasks.givenNegatives();
      case TIME_SPLIT -> throw new IllegalStateException("a time split is read by itself");
    };
  }

  private EvaluationTask sessions(Path test) {
    EventColumns events = EventFile.readSessions(options.train(), users, items);
    Sequences train = Sequences.of(events, users.size());
    var cases = new TestCases(items.size(), false);
    try (TextLines lines = TextLines.open(test)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        addSteps(line, cases, lines);
      }
    }
    return cases.task(options.protocol(), train, true);
  }

  /** {@code target TAB items before it}; without a tab a whole session, each step of it a case. */
  private void addSteps(String line, TestCases cases, TextLines lines) {
    int tab = line.indexOf('\t');
    String before = tab < 0 ? line : line.substring(tab + 1);
    var tokens = new StringTokenizer(before, EventFile.BLANKS);
    int[] history = new int[tokens.countTokens()];
    for (int i = 0; i < history.length; i++) {
      history[i] = items.add(tokens.nextToken(), lines);
    }
    if (tab >= 0) {
      if (history.length == 0) {
        throw lines.refusal("a test row needs the target, a tab and the items before it");
      }
      cases.add(
          Ids.UNKNOWN, history, new int[] {items.add(line.substring(0, tab).strip(), lines)}, null);
      return;
    }
    for (int step = 1; step < history.length; step++) {
      cases.add(Ids.UNKNOWN, Arrays.copyOf(history, step), new int[] {history[step]}, null);
    }
  }

  private EvaluationTask leaveLastOut() {
    EventColumns events = EventFile.read(options.train(), users, items);
    Path test = options.test();
    return test == null
        ? lastOut(events, true, (history, target, itemCount) -> null)
        : heldBack(events, test, events.ordered());
  }

  /** Only times tell the order here: lines of a random split stand in any. */
  private EvaluationTask split(Path test) {
    EventColumns events = EventFile.read(options.train(), users, items);
    boolean timed = EventFile.layout(options.train()).time() != FileLayout.NONE;
    return heldBack(events, test, timed);
  }

  private EvaluationTask heldBack(EventColumns events, Path test, boolean ordered) {
    Sequences train = Sequences.of(events, users.size());
    int itemCount = items.size();
    Sequences held = Sequences.of(EventFile.read(test, users, items), users.size());
    var cases = new TestCases(itemCount, true);
    for (int user = 0; user < held.rowCount(); user++) {
      if (held.length(user) > 0) {
        cases.add(user, train.row(user), held.row(user), null);
      }
    }
    return cases.task(options.protocol(), train, ordered);
  }

  private EvaluationTask givenNegatives() {
    EventColumns events = EventFile.read(options.train(), users, items);
    Path test = options.test();
    Path negatives = options.negatives();
    if (negatives == null && test != null && NegativesFile.isOne(test)) {
      negatives = test;
    }
    if (negatives != null) {
      return against(events, negatives);
    }
    return test == null ? lastOut(events, false, this::draw) : drawnFor(events, test);
  }

  private EvaluationTask against(EventColumns events, Path file) {
    Sequences train = Sequences.of(events, users.size());
    var cases = new TestCases(items.size(), false);
    Map<Integer, Integer> named = namedTargets();
    for (NegativesFile.Row read : NegativesFile.read(file, users, items)) {
      var row = NegativesFile.withItem(read, named.getOrDefault(read.user(), read.item()));
      cases.add(
          row.user(),
          train.row(row.user()),
          new int[] {row.item()},
          Arrays.stream(row.negatives()).filter(item -> item != row.item()).toArray());
    }
    return cases.task(options.protocol(), train, events.ordered());
  }

  /** Targets of a plain test file beside the negatives; none where the negatives name them. */
  private Map<Integer, Integer> namedTargets() {
    Map<Integer, Integer> targets = new HashMap<>();
    Path test = options.test();
    if (test != null && !NegativesFile.isOne(test)) {
      EventColumns held = EventFile.read(test, users, items);
      for (int event = 0; event < held.size(); event++) {
        targets.put(held.user(event), held.item(event));
      }
    }
    return targets;
  }

  private EvaluationTask drawnFor(EventColumns events, Path test) {
    Sequences train = Sequences.of(events, users.size());
    int itemCount = items.size();
    Sequences held = Sequences.of(EventFile.read(test, users, items), users.size());
    var cases = new TestCases(itemCount, false);
    for (int user = 0; user < held.rowCount(); user++) {
      for (int target : held.row(user)) {
        cases.add(
            user, train.row(user), new int[] {target}, draw(train.row(user), target, itemCount));
      }
    }
    return cases.task(options.protocol(), train, events.ordered());
  }

  private EvaluationTask lastOut(
      EventColumns events, boolean leavesHistoryOut, Opponents opponents) {
    Sequences all = Sequences.of(events, users.size());
    Sequences shorter = all.withoutLast();
    Renumbering numbers = Renumbering.byAppearance(Arrays.stream(shorter.items()), items.size());
    Sequences train = numbers.applyTo(shorter);
    var cases = new TestCases(numbers.known(), leavesHistoryOut);
    for (int row = 0; row < all.rowCount(); row++) {
      if (all.length(row) > 1) {
        int target = numbers.of(all.items()[all.starts()[row + 1] - 1]);
        int[] history = train.row(row);
        cases.add(row, history, new int[] {target}, opponents.of(history, target, numbers.known()));
      }
    }
    return cases.task(options.protocol(), train, events.ordered());
  }

  /** What a target is ranked against; null for all items. */
  private interface Opponents {
    int @Nullable [] of(int[] history, int target, int itemCount);
  }

  /**
   * Draws uniformly from the items of the training data that are neither in the history nor the
   * target.
   */
  private int[] draw(int[] history, int target, int itemCount) {
    BitSet taken = new BitSet();
    Arrays.stream(history).forEach(taken::set);
    taken.set(target);
    int free = itemCount - taken.cardinality() + (target < itemCount ? 0 : 1);
    int[] drawn = new int[Math.max(0, Math.min(DRAWN_NEGATIVES, free))];
    int count = 0;
    while (count < drawn.length) {
      int item = random.nextInt(itemCount);
      if (!taken.get(item)) {
        taken.set(item);
        drawn[count++] = item;
      }
    }
    return drawn;
  }
}
