package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.recommendation.evaluation.file.EventColumns;
import io.storeloop.recommendation.evaluation.file.EventFile;
import io.storeloop.recommendation.evaluation.file.Ids;
import io.storeloop.recommendation.evaluation.file.Needs;
import io.storeloop.recommendation.evaluation.file.NegativesFile;
import io.storeloop.recommendation.evaluation.file.Sequences;
import io.storeloop.recommendation.evaluation.file.SessionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Reads the files of a protocol into what is learnt from and what is asked. */
public final class EvaluationTasks {
  /** Items drawn for each case where none are given, as in the published tables. */
  static final int DRAWN_NEGATIVES = 99;

  private final EvaluationOptions options;
  private final Ids users = new Ids();
  private final Ids items = new Ids();
  private final List<String> notes = new ArrayList<>();

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
  public static EvaluationTask read(EvaluationOptions options) {
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
    EventColumns events =
        noted(options.train(), SessionFile.train(options.train(), options.columns(), users, items));
    Sequences train = Sequences.of(events, users.size());
    var cases = TestCases.ofSessions(items.size());
    SessionFile.test(
        test,
        options.columns(),
        items,
        (history, target) -> cases.add(Ids.UNKNOWN, history, new int[] {target}, null));
    return task(cases, train, true);
  }

  private EvaluationTask task(TestCases cases, Sequences train, boolean ordered) {
    return cases.task(options.protocol(), train, ordered, notes);
  }

  private EventColumns read(Path file, Needs needs) {
    return noted(file, EventFile.read(file, options.columns(), needs, users, items));
  }

  private EventColumns noted(Path file, EventColumns events) {
    events.notes().forEach(note -> notes.add("%s: %s".formatted(file.getFileName(), note)));
    return events;
  }

  private EvaluationTask leaveLastOut() {
    EventColumns events = read(options.train(), Needs.ROW_ORDER);
    Path test = options.test();
    return test == null
        ? lastOut(events, true, (history, target, itemCount) -> null)
        : heldBack(events, test, true);
  }

  /** Only times tell the order here: lines of a random split stand in any. */
  private EvaluationTask split(Path test) {
    boolean timed = EventFile.tellsTimes(options.train(), options.columns());
    EventColumns events = read(options.train(), Needs.CHOICES);
    return heldBack(events, test, timed && events.ordered());
  }

  private EvaluationTask heldBack(EventColumns events, Path test, boolean ordered) {
    Sequences train = Sequences.of(events, users.size());
    int itemCount = items.size();
    Sequences held = Sequences.of(read(test, Needs.CHOICES), users.size());
    var cases = new TestCases(itemCount, true);
    for (int user = 0; user < held.rowCount(); user++) {
      if (held.length(user) > 0) {
        cases.add(user, train.row(user), held.row(user), null);
      }
    }
    return task(cases, train, ordered);
  }

  private EvaluationTask givenNegatives() {
    boolean lastOut = options.test() == null && options.negatives() == null;
    EventColumns events = read(options.train(), lastOut ? Needs.ROW_ORDER : Needs.CHOICES);
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
    Map<Integer, Set<Integer>> named = namedTargets();
    for (NegativesFile.Row read : NegativesFile.read(file, users, items)) {
      Set<Integer> targets = named.getOrDefault(read.user(), Set.of(read.item()));
      boolean agreed = targets.contains(read.item());
      var row = agreed ? read : NegativesFile.withItem(read, targets.iterator().next());
      cases.add(
          row.user(),
          train.row(row.user()),
          new int[] {row.item()},
          Arrays.stream(row.negatives()).filter(item -> item != row.item()).toArray());
    }
    return task(cases, train, events.ordered());
  }

  /** Targets of a plain test file beside the negatives; none where the negatives name them. */
  private Map<Integer, Set<Integer>> namedTargets() {
    Map<Integer, Set<Integer>> targets = new HashMap<>();
    Path test = options.test();
    if (test != null && !NegativesFile.isOne(test)) {
      EventColumns held = read(test, Needs.CHOICES);
      for (int event = 0; event < held.size(); event++) {
        targets
            .computeIfAbsent(held.user(event), user -> new LinkedHashSet<>())
            .add(held.item(event));
      }
    }
    return targets;
  }

  private EvaluationTask drawnFor(EventColumns events, Path test) {
    Sequences train = Sequences.of(events, users.size());
    int itemCount = items.size();
    Sequences held = Sequences.of(read(test, Needs.CHOICES), users.size());
    var cases = new TestCases(itemCount, false);
    for (int user = 0; user < held.rowCount(); user++) {
      for (int target : held.row(user)) {
        cases.add(
            user, train.row(user), new int[] {target}, draw(train.row(user), target, itemCount));
      }
    }
    return task(cases, train, events.ordered());
  }

  private EvaluationTask lastOut(
      EventColumns events, boolean leavesHistoryOut, Opponents opponents) {
    Sequences all = Sequences.of(events, users.size());
    noteTies(all);
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
    return task(cases, train, events.ordered());
  }

  /** Of items of one moment the last in the file is held out. */
  private void noteTies(Sequences all) {
    int tied = 0;
    for (int row = 0; row < all.rowCount(); row++) {
      int last = all.starts()[row + 1] - 1;
      tied += all.length(row) > 1 && all.times()[last - 1] == all.times()[last] ? 1 : 0;
    }
    if (tied > 0) {
      notes.add("%d users have several items of the last moment.".formatted(tied));
    }
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
