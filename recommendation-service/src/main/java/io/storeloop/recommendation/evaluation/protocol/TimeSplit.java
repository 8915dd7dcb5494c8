package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.algorithms.ranking.Action;
import io.storeloop.algorithms.ranking.ActionLog;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.recommendation.evaluation.file.EventColumns;
import io.storeloop.recommendation.evaluation.file.EventFile;
import io.storeloop.recommendation.evaluation.file.Ids;
import io.storeloop.recommendation.evaluation.file.Needs;
import io.storeloop.recommendation.evaluation.file.Sequences;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Actions up to a day to learn from, purchases after it to judge by.
 *
 * @param log the actions, by day
 * @param task one case per user who buys later
 * @param bought the pairs bought later, by {@link #pair}; those of users or items unknown to the
 *     log, too
 * @param purchases of each item in the log
 * @param horizonDays length of the test period, or {@link #UNKNOWN_HORIZON}
 */
public record TimeSplit(
    ActionLog log, EvaluationTask task, Set<Long> bought, int[] purchases, int horizonDays) {
  /** Where the length of the test period is not known. */
  public static final int UNKNOWN_HORIZON = 0;

  private static final long MILLIS_PER_DAY = 86_400_000;

  /** Most pairs of a user and an item that met: each is some 200 bytes per morning looked at. */
  static final int MAX_PAIRS = 4_000_000;

  /** A user and an item as one number. */
  public static long pair(int user, int item) {
    return (long) user << 32 | item;
  }

  /** The user of a {@link #pair}. */
  public static int user(long pair) {
    return (int) (pair >>> 32);
  }

  /**
   * Reads the files.
   *
   * @throws EvaluationRefusal if one cannot be read, tells no times, or there is nothing to judge
   *     by
   */
  public static TimeSplit read(EvaluationOptions options) {
    Ids users = new Ids();
    Ids items = new Ids();
    if (!EventFile.tellsTimes(options.train(), options.columns())) {
      throw new EvaluationRefusal(
          "'%s' tells no times; a time split needs a column such as timestamp, or --time NAME."
              .formatted(options.train()));
    }
    Path test = options.test();
    if (test == null) {
      return cut(options, users, items);
    }
    EventColumns train =
        EventFile.read(options.train(), options.columns(), Needs.TIMED_ACTIONS, users, items);
    int userCount = users.size();
    int itemCount = items.size();
    EventColumns later = EventFile.read(test, options.columns(), Needs.ACTIONS, users, items);
    boolean timed = EventFile.tellsTimes(test, options.columns()) && later.ordered();
    return of(options, train, userCount, itemCount, later, timed);
  }

  private static TimeSplit cut(EvaluationOptions options, Ids users, Ids items) {
    long cut = cutMoment(options);
    EventColumns all =
        EventFile.read(options.train(), options.columns(), Needs.TIMED_ACTIONS, users, items);
    int[] early = IntStream.range(0, all.size()).filter(event -> all.time(event) < cut).toArray();
    int[] late = IntStream.range(0, all.size()).filter(event -> all.time(event) >= cut).toArray();
    if (early.length == 0) {
      throw new EvaluationRefusal(
          "'%s' holds nothing before %s.".formatted(options.train(), options.cut()));
    }
    var userNumbers = Renumbering.byAppearance(Arrays.stream(early).map(all::user), users.size());
    var itemNumbers = Renumbering.byAppearance(Arrays.stream(early).map(all::item), items.size());
    EventColumns past = part(all, early, userNumbers, itemNumbers);
    past.takeOddities(all);
    return of(
        options,
        past,
        userNumbers.known(),
        itemNumbers.known(),
        part(all, late, userNumbers, itemNumbers),
        true);
  }

  private static EventColumns part(
      EventColumns all, int[] events, Renumbering users, Renumbering items) {
    var part = new EventColumns(true);
    for (int event : events) {
      part.add(
          users.of(all.user(event)), items.of(all.item(event)), all.action(event), all.time(event));
    }
    return part;
  }

  private static long cutMoment(EvaluationOptions options) {
    String cut = String.valueOf(options.cut());
    if (EventFile.numbersDays(options.train(), options.columns()) && cut.matches("[0-9]{1,5}")) {
      return Long.parseLong(cut) * MILLIS_PER_DAY;
    }
    OptionalLong moment = Moments.of(cut);
    if (moment.isEmpty()) {
      throw new EvaluationRefusal("--cut needs a day like 2013-07-16, not '%s'.".formatted(cut));
    }
    return moment.getAsLong();
  }

  private static TimeSplit of(
      EvaluationOptions options,
      EventColumns train,
      int userCount,
      int itemCount,
      EventColumns later,
      boolean timed) {
    ActionLog.Builder log = ActionLog.builder(userCount, itemCount);
    int[] purchases = new int[itemCount];
    for (int event = 0; event < train.size(); event++) {
      int day = day(train.time(event));
      log.add(train.user(event), train.item(event), train.action(event), day);
      purchases[train.item(event)] += train.action(event) == Action.PURCHASE ? 1 : 0;
    }
    Set<Long> bought = new HashSet<>();
    for (int event = 0; event < later.size(); event++) {
      if (later.action(event) == Action.PURCHASE) {
        bought.add(pair(later.user(event), later.item(event)));
      }
    }
    Sequences rows = Sequences.of(train, userCount);
    ActionLog actions = build(log, options.train());
    requireBounded(actions.pairCount(), options.train());
    if (actions.endDay() - actions.firstDay() < 2) {
      throw new EvaluationRefusal(
          "'%s' tells of a single day; a time split needs a past of several days."
              .formatted(options.train()));
    }
    var period = TestPeriod.of(actions.endDay(), later, timed, options.horizonDays());
    List<String> notes = new ArrayList<>(train.notes());
    notes.addAll(period.notes());
    EvaluationTask task = task(rows, itemCount, bought, notes);
    return new TimeSplit(actions, task, bought, purchases, period.days());
  }

  static void requireBounded(int pairs, Path file) {
    if (pairs > MAX_PAIRS) {
      throw new EvaluationRefusal(
          "'%s' tells of %d pairs of a user and an item; a time split learns from at most %d: give it a shorter past or fewer users."
              .formatted(file, pairs, MAX_PAIRS));
    }
  }

  static int day(long time) {
    return Math.toIntExact(Math.floorDiv(time, MILLIS_PER_DAY));
  }

  private static ActionLog build(ActionLog.Builder log, Path file) {
    try {
      return log.build();
    } catch (IllegalArgumentException unfit) {
      throw new EvaluationRefusal(
          "'%s' cannot be learnt from: %s.".formatted(file, unfit.getMessage()), unfit);
    }
  }

  private static EvaluationTask task(
      Sequences rows, int itemCount, Set<Long> bought, List<String> notes) {
    var cases = new TestCases(itemCount, false);
    long[] pairs = bought.stream().mapToLong(Long::longValue).sorted().toArray();
    int from = 0;
    while (from < pairs.length) {
      int user = user(pairs[from]);
      int to = from;
      while (to < pairs.length && user(pairs[to]) == user) {
        to++;
      }
      int[] targets = Arrays.stream(pairs, from, to).mapToInt(pair -> (int) pair).toArray();
      cases.add(user, rows.row(user), targets, null);
      from = to;
    }
    return cases.task(EvaluationProtocol.TIME_SPLIT, rows, true, notes);
  }
}
