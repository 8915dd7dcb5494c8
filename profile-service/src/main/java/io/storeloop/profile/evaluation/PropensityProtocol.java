package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationProtocol;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.profile.learning.OneThread;
import io.storeloop.profile.learning.SearchOptions;
import io.storeloop.profile.predictor.PropensityJudgement;
import io.storeloop.profile.predictor.PropensityVerdict;
import io.storeloop.profile.predictor.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code --protocol propensity}: a log of what shoppers did; at several moments the service's
 * model, learned from what was over by then, says who will buy or leave within the horizon.
 */
final class PropensityProtocol implements EvaluationProtocol {
  private static final int MOST_CUTS = 12;
  private static final int MOST_DAYS = 999;
  private static final double JSON_DECIMALS = 1e6;

  @Override
  public String label() {
    return "propensity";
  }

  @Override
  public Set<String> options() {
    Set<String> options =
        new HashSet<>(Set.of("--horizon", "--cuts", "--step", "--target", "--budget"));
    options.addAll(PurchaseNames.OPTIONS);
    return options;
  }

  @Override
  public EvaluationReport evaluate(GivenOptions given, int threads) throws InterruptedException {
    long begin = System.nanoTime();
    Path data = Path.of(given.required("--data", "the file to learn from"));
    Duration horizon = Duration.ofDays(days(given, "--horizon", 90));
    int count = given.number("--cuts", 1, MOST_CUTS).orElse(3);
    Duration step = Duration.ofDays(days(given, "--step", 30));
    Target target = target(given.text("--target").orElse("purchase"));
    ActFile.Acts acts = ActFile.read(data, PurchaseNames.of(given));
    List<Instant> cuts = cuts(acts, horizon, step, count);
    SearchOptions options =
        SearchOptions.ofMoments(given.seed(), given.budget().dividedBy(cuts.size()));
    List<PropensityVerdict> verdicts = new ArrayList<>();
    for (Instant cut : cuts) {
      try {
        verdicts.add(
            OneThread.run(() ->
                PropensityJudgement.at(
                    acts.shoppers(),
                    acts.first(),
                    cut,
                    horizon,
                    target,
                    options,
                    System::nanoTime)));
      } catch (PropensityJudgement.TooFew tooFew) {
        throw new EvaluationRefusal(
            "There is not enough evidence at %s: %s.".formatted(cut, tooFew.getMessage()), tooFew);
      }
    }
    double seconds = Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
    return report(data, acts, horizon, target, verdicts, seconds);
  }

  private static int days(GivenOptions given, String name, int otherwise) {
    String text = given.text(name).orElse(otherwise + "d");
    if (!text.matches("[0-9]{1,3}d?") || Integer.parseInt(text.replace("d", "")) < 1) {
      throw new EvaluationRefusal(
          "%s needs days from 1 to %d like 90d, not '%s'.".formatted(name, MOST_DAYS, text));
    }
    return Integer.parseInt(text.replace("d", ""));
  }

  private static Target target(String name) {
    return Target.ofWireName(name)
        .filter(Target::isPropensity)
        .orElseThrow(() ->
            new EvaluationRefusal("--target is purchase or churn, not '%s'.".formatted(name)));
  }

  /** The last horizon of the file first, each a step earlier; midnights. */
  private static List<Instant> cuts(ActFile.Acts acts, Duration horizon, Duration step, int count) {
    Instant end = acts.last().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    List<Instant> cuts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant cut = end.minus(horizon).minus(step.multipliedBy(i));
      if (cut.minus(horizon).isBefore(acts.first().plus(horizon.dividedBy(2)))) {
        break;
      }
      cuts.add(cut);
    }
    if (cuts.isEmpty()) {
      throw new EvaluationRefusal(
          "There is not enough evidence: a horizon of %d days needs a log of %d days, but this one spans %d."
              .formatted(
                  horizon.toDays(),
                  horizon.toDays() * 5 / 2,
                  Duration.between(acts.first(), acts.last()).toDays()));
    }
    return cuts;
  }

  private static EvaluationReport report(
      Path data,
      ActFile.Acts acts,
      Duration horizon,
      Target target,
      List<PropensityVerdict> verdicts,
      double seconds) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "propensity: %s within %d days, %s".formatted(target.wireName(), horizon.toDays(), data));
    lines.add(
        "  %,d acts of %,d shoppers, %s to %s"
            .formatted(acts.rows(), acts.shoppers().size(), acts.first(), acts.last()));
    acts.notes().forEach(note -> lines.add("  " + note));
    for (PropensityVerdict verdict : verdicts) {
      lines.add("");
      lines.addAll(verdict.lines());
    }
    lines.add("  seconds: " + seconds);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", "propensity");
    json.put("data", data.toString());
    json.put("target", target.wireName());
    json.put("horizonDays", horizon.toDays());
    json.put("metrics", mean(verdicts));
    json.put("notes", acts.notes());
    json.put("cuts", verdicts.stream().map(PropensityVerdict::json).toList());
    json.put("seconds", Map.of("total", seconds));
    return new EvaluationReport(lines, json);
  }

  /** Means over the cuts. */
  private static Map<String, Object> mean(List<PropensityVerdict> verdicts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("auc", mean(verdicts.stream().mapToDouble(v -> v.figures().auc()).toArray()));
    json.put("prAuc", mean(verdicts.stream().mapToDouble(v -> v.figures().prAuc()).toArray()));
    json.put("brier", mean(verdicts.stream().mapToDouble(v -> v.figures().brier()).toArray()));
    json.put("ece", mean(verdicts.stream().mapToDouble(v -> v.figures().ece()).toArray()));
    json.put("logLoss", mean(verdicts.stream().mapToDouble(v -> v.figures().logLoss()).toArray()));
    return json;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return Math.round(sum / values.length * JSON_DECIMALS) / JSON_DECIMALS;
  }
}
