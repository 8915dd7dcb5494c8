package io.storeloop.common.evaluation;

import java.util.Set;

/** One way to judge on a file. */
public interface EvaluationProtocol {
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
   * @throws EvaluationRefusal if the options or the file do not allow it
   * @throws InterruptedException if the caller is interrupted
   */
  EvaluationReport evaluate(GivenOptions given, int threads) throws InterruptedException;
}
