package io.storeloop.campaign.evaluation;

import io.storeloop.algorithms.experiment.ConfidenceSequence;
import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.common.evaluation.EvaluationProtocol;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.common.evaluation.TrialColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code --protocol experiment}: what each arm of a randomised experiment changed in each outcome,
 * plainly and adjusted by what was known before, by intervals for one look and for any number of
 * them.
 */
final class ExperimentProtocol implements EvaluationProtocol {
  private static final double DEFAULT_CONFIDENCE = 0.95;
  private static final int FEWEST_USERS = 30;

  @Override
  public String label() {
    return "experiment";
  }

  @Override
  public Set<String> options() {
    Set<String> options = new HashSet<>(TrialColumns.OPTIONS);
    options.addAll(
        Set.of("--outcomes", "--covariates", "--shares", "--confidence", "--decision-size"));
    return options;
  }

  @Override
  public EvaluationReport evaluate(GivenOptions given, int threads) {
    long begin = System.nanoTime();
    Path data = Path.of(given.required("--data", "the table of the experiment"));
    double confidence = confidence(given);
    long decisionSize =
        given
            .number("--decision-size", 1, 1_000_000_000)
            .map(Integer::longValue)
            .orElse(ConfidenceSequence.DEFAULT_DECISION_SIZE);
    ExperimentFile file = ExperimentFile.read(data, given);
    List<String> arms = List.copyOf(file.groups().keySet());
    String control = TrialColumns.control(arms, given);
    double[] shares = shares(given, arms);
    var sequence = new ConfidenceSequence(confidence, decisionSize);
    List<ArmComparison> comparisons = new ArrayList<>();
    for (String arm : TrialColumns.treated(arms, control, given)) {
      requireEnough(file, arm);
      requireEnough(file, control);
      for (int i = 0; i < file.outcomes().size(); i++) {
        JointMoments treated = group(file, arm, i);
        JointMoments untreated = group(file, control, i);
        comparisons.add(
            ArmComparison.of(
                arm, file.outcomes().get(i), file.binary().get(i), treated, untreated, sequence));
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new ExperimentReport(data, file, control, shares, comparisons, sequence, seconds)
        .toReport();
  }

  private static JointMoments group(ExperimentFile file, String arm, int outcome) {
    List<JointMoments> group = file.groups().get(arm);
    if (group == null) {
      throw new IllegalStateException("no arm " + arm);
    }
    return group.get(outcome);
  }

  private static void requireEnough(ExperimentFile file, String arm) {
    long users = group(file, arm, 0).count();
    if (users < FEWEST_USERS) {
      throw new EvaluationRefusal(
          "There is not enough evidence: the arm '%s' has %d users, and %d are needed."
              .formatted(arm, users, FEWEST_USERS));
    }
  }

  private static double confidence(GivenOptions given) {
    double confidence =
        given
            .text("--confidence")
            .map(text -> fraction(text, "--confidence"))
            .orElse(DEFAULT_CONFIDENCE);
    if (!(confidence > 0.5)) {
      throw new EvaluationRefusal("--confidence needs a number above 0.5 and below 1.");
    }
    return confidence;
  }

  /** By arm, in the order of their names. */
  private static double[] shares(GivenOptions given, List<String> arms) {
    List<String> texts = TrialColumns.list(given.text("--shares"));
    double[] shares = new double[arms.size()];
    if (texts.isEmpty()) {
      Arrays.fill(shares, 1.0 / shares.length);
      return shares;
    }
    double sum = 0;
    for (int arm = 0; arm < Math.min(shares.length, texts.size()); arm++) {
      shares[arm] = fraction(texts.get(arm), "--shares");
      sum += shares[arm];
    }
    if (texts.size() != shares.length || Math.abs(sum - 1) > 1e-6) {
      throw new EvaluationRefusal(
          "--shares needs a share for each of %s, adding up to 1.".formatted(arms));
    }
    return shares;
  }

  private static double fraction(String text, String option) {
    double value = Numbers.of(text).orElse(Double.NaN);
    if (!(value > 0 && value < 1)) {
      throw new EvaluationRefusal(
          "%s needs numbers above 0 and below 1, not '%s'.".formatted(option, text));
    }
    return value;
  }
}
