package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.GivenOptions;
import java.util.Set;

/** One way to judge models of people on a file. */
interface EvaluationProtocol {
  /** What {@code --protocol} calls it. */
  String label();

  /**
   * The options it takes beside {@code --protocol}, {@code --data}, {@code --seed} and {@code
   * --json}.
   */
  Set<String> options();

  /**
   * Reads, learns and judges.
   *
   * @param threads how many threads may share the work, 1 or more
   * @throws io.storeloop.common.evaluation.EvaluationRefusal if the options or the file do not
   *     allow it
   * @throws InterruptedException if the caller is interrupted
   */
  EvaluationReport evaluate(GivenOptions given, int threads) throws InterruptedException;
}
