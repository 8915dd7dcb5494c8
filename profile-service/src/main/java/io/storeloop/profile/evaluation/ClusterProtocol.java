package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationProtocol;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.profile.grouping.Algorithm;
import io.storeloop.profile.grouping.GroupPlan;
import io.storeloop.profile.grouping.GroupTraining;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/** {@code --protocol cluster}: which kinds of rows, or customers, a file holds. */
final class ClusterProtocol implements EvaluationProtocol {
  /** A table may hold two kinds. */
  private static final int LEAST_AUTO_K = 2;

  /** As in the service: "some buy more than others" is no answer. */
  private static final int LEAST_AUTO_K_OF_SHOPPERS = 3;

  private static final int MOST_AUTO_K = 16;
  private static final int MOST_K = 50;
  private static final String AUTO = "auto";

  @Override
  public String label() {
    return "cluster";
  }

  @Override
  public Set<String> options() {
    return Set.of("--features", "--label", "--id", "--date", "--amount", "--algorithm", "--k");
  }

  @Override
  public EvaluationReport evaluate(GivenOptions given, int threads) throws InterruptedException {
    GroupPlan asked = plan(given);
    Map<String, Double> seconds = new LinkedHashMap<>();
    long start = System.nanoTime();
    ClusterRows rows = rows(given, asked.seed());
    GroupPlan plan = rows.isOfShoppers() ? among(asked, LEAST_AUTO_K_OF_SHOPPERS) : asked;
    seconds.put("reading", since(start));
    start = System.nanoTime();
    GroupTraining.Outcome outcome = trained(plan, rows);
    seconds.put("training", since(start));
    start = System.nanoTime();
    GroupTraining.Outcome again = trained(again(plan, outcome), rows);
    ClusterFigures figures = ClusterFigures.of(rows, outcome, again, plan.seed());
    seconds.put("judging", since(start));
    return new ClusterReport(Path.of(given.required("--data", "")), plan, rows, outcome, figures)
        .with(seconds);
  }

  private static GroupPlan plan(GivenOptions given) {
    String name = given.text("--algorithm").orElse(AUTO);
    Algorithm algorithm =
        Algorithm.of(name)
            .orElseThrow(() ->
                new EvaluationRefusal(
                    "--algorithm must be one of %s, not '%s'."
                        .formatted(String.join(", ", Algorithm.labels()), name)));
    Integer k =
        given.text("--k").filter(AUTO::equals).isPresent()
            ? null
            : given.number("--k", 2, MOST_K).orElse(null);
    if (k != null && !algorithm.takesCount()) {
      throw new EvaluationRefusal(
          "%s finds the number of groups itself: leave --k out.".formatted(name));
    }
    return new GroupPlan(algorithm, k, LEAST_AUTO_K, MOST_AUTO_K, given.seed());
  }

  private static GroupPlan among(GroupPlan plan, int leastK) {
    return new GroupPlan(plan.algorithm(), plan.k(), leastK, plan.mostK(), plan.seed());
  }

  /** The same with another seed: do the same rows keep the same names? */
  private static GroupPlan again(GroupPlan plan, GroupTraining.Outcome outcome) {
    return new GroupPlan(
        outcome.chosen().algorithm(), plan.k(), plan.leastK(), plan.mostK(), plan.seed() + 1);
  }

  private static ClusterRows rows(GivenOptions given, long seed) {
    Path file = Path.of(given.required("--data", "the file to learn from"));
    Optional<String> id = given.text("--id");
    Optional<String> label = given.text("--label");
    List<String> features =
        given
            .text("--features")
            .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList())
            .orElse(List.of());
    Optional<ClusterRows> log =
        features.isEmpty() && label.isEmpty()
            ? PurchaseLogRows.read(file, PurchaseNames.of(given, "--id"), seed)
            : Optional.empty();
    return log.orElseGet(() -> new ClusterTable(file, id, label).read(features, seed));
  }

  /** In a pool of one thread, so that the same seed gives the same groups. */
  private static GroupTraining.Outcome trained(GroupPlan plan, ClusterRows rows)
      throws InterruptedException {
    int needed = GroupPlan.FEWEST_ROWS_PER_GROUP * (plan.k() == null ? plan.leastK() : plan.k());
    if (rows.count() < needed) {
      throw new EvaluationRefusal(
          "There are %d %s, but %d are needed: %d for each group."
              .formatted(rows.count(), rows.kind(), needed, GroupPlan.FEWEST_ROWS_PER_GROUP));
    }
    try (ForkJoinPool pool = new ForkJoinPool(1)) {
      return pool.submit(() -> new GroupTraining(plan, (step, done, of) -> {}).train(rows.placed()))
          .get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupTraining.InsufficientEvidence evidence) {
        throw new EvaluationRefusal(
            "Insufficient evidence: %s.".formatted(evidence.getMessage()), e);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
