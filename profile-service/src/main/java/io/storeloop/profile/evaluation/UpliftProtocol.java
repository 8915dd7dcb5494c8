package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.algorithms.uplift.UpliftJudgement;
import io.storeloop.algorithms.uplift.UpliftSearch;
import io.storeloop.common.evaluation.EvaluationProtocol;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.common.evaluation.TrialColumns;
import io.storeloop.profile.uplift.UpliftSplit;
import io.storeloop.profile.uplift.UpliftTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * {@code --protocol uplift}: whether whom a treatment changes can be foretold, by learning on
 * random halves of an experiment and judging on the others.
 */
final class UpliftProtocol implements EvaluationProtocol {
  private static final int MOST_SEEDS = 100;
  private static final int FEWEST_GOALS = 50;
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");
  private static final Pattern SEED = Pattern.compile("[0-9]{1,9}");

  @Override
  public String label() {
    return "uplift";
  }

  @Override
  public Set<String> options() {
    Set<String> options = new HashSet<>(TrialColumns.OPTIONS);
    options.addAll(Set.of("--outcome", "--exclude", "--seeds", "--folds", "--top", "--goal-worth"));
    return options;
  }

  @Override
  public EvaluationReport evaluate(GivenOptions given, int threads) throws InterruptedException {
    long begin = System.nanoTime();
    Path data = Path.of(given.required("--data", "the table of the experiment"));
    int folds =
        given.number("--folds", 2, UpliftSearch.MAX_FOLDS).orElse(UpliftSearch.DEFAULT_FOLDS);
    double top =
        given
            .number("--top", 1, 100)
            .map(percent -> percent / 100.0)
            .orElse(UpliftJudgement.DEFAULT_TOP);
    long[] seeds = seeds(given);
    GoalWorth worth = worth(given);
    TrialTable table = TrialTable.read(data, given);
    List<String> arms = table.armNames();
    String control = TrialColumns.control(arms, given);
    Map<String, List<UpliftSplit>> splits = new LinkedHashMap<>();
    for (String arm : TrialColumns.treated(arms, control, given)) {
      int[] rows = table.rowsOf(arm, control);
      requireEnough(table, rows, arm, control);
      UpliftTrial trial = table.trial(arm, worth);
      splits.put(
          arm,
          inParallel(
              LongStream.of(seeds)
                  .<Callable<UpliftSplit>>mapToObj(
                      seed -> () -> UpliftSplit.of(trial, rows, seed, folds, top))
                  .toList(),
              threads));
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new UpliftReport(data, table, control, splits, folds, top, worth, seconds).toReport();
  }

  /** {@code --goal-worth 9.70,14.55}: with the treatment and without; every goal 1 if missing. */
  private static GoalWorth worth(GivenOptions given) {
    Optional<String> text = given.text("--goal-worth");
    if (text.isEmpty()) {
      return GoalWorth.ONE;
    }
    List<String> parts = TrialColumns.list(text);
    try {
      if (parts.size() == 2) {
        return new GoalWorth(Double.parseDouble(parts.get(0)), Double.parseDouble(parts.get(1)));
      }
    } catch (IllegalArgumentException nonsense) {
      // said below
    }
    throw new EvaluationRefusal(
        "--goal-worth needs what a goal is worth with the treatment and without, like 9.70,14.55, the second above 0, not '%s'."
            .formatted(text.get()));
  }

  /** {@code --seeds 0-9} or {@code 1,2,3}; the single {@code --seed} otherwise, if given. */
  private static long[] seeds(GivenOptions given) {
    if (given.text("--seeds").isEmpty()) {
      return given.text("--seed").isPresent()
          ? new long[] {given.seed()}
          : LongStream.range(0, 10).toArray();
    }
    String text = given.text("--seeds").orElseThrow();
    Matcher range = RANGE.matcher(text);
    long[] seeds =
        range.matches()
            ? LongStream.rangeClosed(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)))
                .limit(MOST_SEEDS + 1)
                .toArray()
            : TrialColumns.list(given.text("--seeds")).stream()
                .mapToLong(seed -> SEED.matcher(seed).matches() ? Long.parseLong(seed) : -1)
                .toArray();
    if (seeds.length == 0
        || seeds.length > MOST_SEEDS
        || LongStream.of(seeds).anyMatch(seed -> seed < 0)) {
      throw new EvaluationRefusal(
          "--seeds needs 1 to %d whole numbers like 0-9 or 1,2,3, not '%s'."
              .formatted(MOST_SEEDS, text));
    }
    return seeds;
  }

  /** Each group needs goals in every part of the half that is learned from. */
  private static void requireEnough(TrialTable table, int[] rows, String treated, String control) {
    for (String arm : List.of(treated, control)) {
      long goals =
          IntStream.of(rows)
              .filter(row -> table.arms()[row].equals(arm) && table.outcomes()[row])
              .count();
      if (goals < FEWEST_GOALS) {
        throw new EvaluationRefusal(
            "There is not enough evidence: of the arm '%s' %d reached '%s', and %d are needed."
                .formatted(arm, goals, table.outcome(), FEWEST_GOALS));
      }
    }
  }

  private static <T> List<T> inParallel(List<Callable<T>> work, int threads)
      throws InterruptedException {
    List<T> results = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<T> future : pool.invokeAll(work)) {
        results.add(future.get());
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(failed.getCause());
    }
    return results;
  }
}
