package io.storeloop.campaign.evaluation;

import io.storeloop.common.evaluation.Evaluator;
import io.storeloop.common.evaluation.ProtocolEvaluator;
import java.io.PrintStream;
import java.util.List;

/** {@code ./run evaluate} for experiments and for policies that were never run. */
public final class EvaluateCommand {
  private EvaluateCommand() {}

  /**
   * Prints to {@code out}.
   *
   * @param threads how many threads share the work, 1 or more
   */
  public static Evaluator evaluator(PrintStream out, int threads) {
    return new ProtocolEvaluator(
        List.of(new ExperimentProtocol(), new OffPolicyProtocol()), out, threads);
  }
}
