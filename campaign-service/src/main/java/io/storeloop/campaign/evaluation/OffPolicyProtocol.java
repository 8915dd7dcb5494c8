package io.storeloop.campaign.evaluation;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.SampleMoments;
import io.storeloop.algorithms.offpolicy.OffPolicyEvaluation;
import io.storeloop.algorithms.offpolicy.OffPolicyOptions;
import io.storeloop.algorithms.offpolicy.OffPolicyResult;
import io.storeloop.algorithms.offpolicy.TargetPolicy;
import io.storeloop.common.evaluation.EvaluationProtocol;
import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.common.evaluation.GivenOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * {@code --protocol off-policy}: what another policy would have earned, from a log with
 * propensities; refused where the log shows too little of it.
 */
final class OffPolicyProtocol implements EvaluationProtocol {
  private static final String UNIFORM = "uniform";
  private static final int MOST_NEEDED = 1_000_000_000;

  @Override
  public String label() {
    return "off-policy";
  }

  @Override
  public Set<String> options() {
    return Set.of(
        "--action",
        "--reward",
        "--propensity",
        "--context",
        "--policy",
        "--on-policy",
        "--folds",
        "--least-ess");
  }

  @Override
  public EvaluationReport evaluate(GivenOptions given, int threads) {
    long begin = System.nanoTime();
    Path data = Path.of(given.required("--data", "the log of decisions"));
    var options =
        new OffPolicyOptions(
            given
                .number("--folds", 2, OffPolicyOptions.MAX_FOLDS)
                .orElse(OffPolicyOptions.DEFAULT_FOLDS),
            given
                .number("--least-ess", 1, MOST_NEEDED)
                .map(Integer::doubleValue)
                .orElse(OffPolicyOptions.DEFAULT_LEAST_EFFECTIVE_SAMPLE_SIZE),
            given.seed());
    DecisionLog decisions = DecisionLog.read(data, given);
    String name = given.text("--policy").orElse(UNIFORM);
    TargetPolicy target =
        name.equals(UNIFORM)
            ? TargetPolicy.uniform(Math.max(1, decisions.log().actionCount()))
            : PolicyFile.read(Path.of(name), decisions);
    OffPolicyResult result = OffPolicyEvaluation.evaluate(decisions.log(), target, options);
    Optional<Effect> measured =
        given.path("--on-policy").map(file -> earned(DecisionLog.read(file, given)));
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new OffPolicyReport(
            data, name, decisions, options, result, earned(decisions), measured, seconds)
        .toReport();
  }

  /** What a decision of the log earned itself. */
  private static Effect earned(DecisionLog decisions) {
    SampleMoments rewards = SampleMoments.of(decisions.log().rewards());
    double count = Math.max(1, rewards.count());
    return new Effect(rewards.mean(), Math.sqrt(rewards.variance() / count), rewards.count());
  }
}
