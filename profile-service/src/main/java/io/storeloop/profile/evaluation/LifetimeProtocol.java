package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationProtocol;
import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.common.evaluation.GivenOptions;
import java.nio.file.Path;
import java.util.Set;

/** {@code --protocol lifetime}: how well the future of customers is foretold from purchases. */
final class LifetimeProtocol implements EvaluationProtocol {
  @Override
  public String label() {
    return "lifetime";
  }

  @Override
  public Set<String> options() {
    return LifetimeOption.optionNames();
  }

  @Override
  public EvaluationReport evaluate(GivenOptions given, int threads) {
    LifetimeOption option = LifetimeOption.of(given);
    Path file = Path.of(given.required("--data", "the purchases"));
    long began = System.nanoTime();
    LifetimeData data = LifetimeFile.read(file, option);
    double load = LifetimeModels.since(began);
    LifetimeModels models = LifetimeModels.of(data, option.unit().days());
    return new LifetimeReport(file, option, data, models, load, began).report();
  }
}
