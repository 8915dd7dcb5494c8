package io.storeloop.common.evaluation;

import java.util.List;

/** A part of {@code ./run evaluate}: judges models on files, without a server or a database. */
public interface Evaluator {
  /** The names that {@code --protocol} may have here. */
  List<String> protocols();

  /**
   * Reads, learns, judges, prints a table, and writes JSON where asked to.
   *
   * @param arguments what stands behind {@code evaluate} on the command line
   * @throws EvaluationRefusal if the options or the files do not allow it
   * @throws InterruptedException if the thread is interrupted; no file has been written then
   */
  void run(List<String> arguments) throws InterruptedException;
}
