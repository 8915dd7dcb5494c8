package io.storeloop.recommendation.evaluation;

import io.storeloop.common.evaluation.Evaluator;
import io.storeloop.common.evaluation.JsonFile;
import io.storeloop.recommendation.evaluation.protocol.EvaluationOptions;
import io.storeloop.recommendation.evaluation.protocol.EvaluationProtocol;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * {@code ./run evaluate}: how good the recommendations would be on a data set, without a server or
 * a database.
 */
public final class EvaluateCommand implements Evaluator {
  private final PrintStream out;
  private final int threads;

  /**
   * Prints to {@code out}.
   *
   * @param threads how many threads share the work, 1 or more
   */
  public EvaluateCommand(PrintStream out, int threads) {
    this.out = out;
    this.threads = threads;
  }

  @Override
  public List<String> protocols() {
    return EvaluationProtocol.labels();
  }

  @Override
  public void run(List<String> arguments) throws InterruptedException {
    EvaluationOptions options = EvaluationOptions.parse(arguments);
    Optional<JsonFile> json = Optional.ofNullable(options.json()).map(JsonFile::at);
    EvaluationReport report = new Evaluation(options, threads).run();
    report.lines().forEach(out::println);
    json.ifPresent(file -> {
      file.write(report.json());
      out.println("  JSON in " + file);
    });
  }
}
