package io.storeloop.campaign.evaluation;

import io.storeloop.algorithms.offpolicy.TargetPolicy;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.TableRows;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A policy that takes each action with a probability of its own, whatever the context. */
final class PolicyFile {
  private static final double TOLERANCE = 1e-6;

  private PolicyFile() {}

  /**
   * Reads a table of two columns, action and probability.
   *
   * @throws EvaluationRefusal if probabilities do not add up to 1, an action is told twice, or one
   *     with a probability is not in the log: nothing could be said of it
   */
  static TargetPolicy read(Path file, DecisionLog decisions) {
    double[] probabilities = new double[decisions.log().actionCount()];
    Set<String> told = new HashSet<>();
    double sum = 0;
    try (TableRows table = TableRows.withNames(file)) {
      int action = table.column(List.of("action", "actionid", "itemid", "arm", "item")).orElse(0);
      int value = table.column(List.of("probability", "propensity", "share")).orElse(1);
      for (String[] row = table.next(); row != null; row = table.next()) {
        double probability = Numbers.of(row[value]).orElse(Double.NaN);
        if (!(probability >= 0 && probability <= 1)) {
          throw table.refusal(
              "the probability must be between 0 and 1, not '%s'".formatted(row[value]));
        }
        Integer number = decisions.actions().get(row[action]);
        if (number == null && probability > 0) {
          throw table.refusal(
              "the log never took the action '%s', so nothing can be said of it"
                  .formatted(row[action]));
        }
        if (!told.add(row[action])) {
          throw table.refusal("the action '%s' is told twice".formatted(row[action]));
        }
        if (number != null) {
          probabilities[number] = probability;
        }
        sum += probability;
      }
    }
    if (Math.abs(sum - 1) > TOLERANCE) {
      throw new EvaluationRefusal(
          "The probabilities of '%s' add up to %s instead of 1.".formatted(file, sum));
    }
    return (context, action) -> probabilities[action];
  }
}
