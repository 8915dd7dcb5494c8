package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.lifetime.FamilyChoice;
import io.storeloop.algorithms.lifetime.Fit;
import io.storeloop.algorithms.lifetime.GammaGamma;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.algorithms.lifetime.RhythmModel;
import io.storeloop.common.evaluation.EvaluationReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the models of one file and tells it as lines and as JSON. */
final class LifetimeReport {
  private final Path file;
  private final LifetimeOption option;
  private final LifetimeData data;
  private final LifetimeModels models;
  private final LifetimeJudgement judgement;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final long began;
  private final ReportLines lines = new ReportLines();

  LifetimeReport(
      Path file,
      LifetimeOption option,
      LifetimeData data,
      LifetimeModels models,
      double load,
      long began) {
    this.file = file;
    this.option = option;
    this.data = data;
    this.models = models;
    this.began = began;
    this.judgement = new LifetimeJudgement(data, models, option.unit().days(), option.seed());
    seconds.put("load", load);
    seconds.putAll(models.seconds());
  }

  EvaluationReport report() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", "lifetime");
    lines.add("");
    lines.add("lifetime: %s", file.getFileName());
    data.facts().forEach((name, count) -> lines.fact(name, count));
    long judged = System.nanoTime();
    Map<String, Double> metrics = metrics();
    Map<String, Double> baseline = judgement.baseline();
    baseline.values().removeIf(value -> !Double.isFinite(value));
    json.put("metrics", metrics);
    json.put("baseline", baseline);
    json.put("families", families());
    json.put("parameters", parameters());
    json.put("settings", settings());
    json.put("calibration", calibration());
    lines.figures("chosen, with the level", metrics);
    lines.figures("without a model", baseline);
    seconds.put("judge", LifetimeModels.since(judged));
    seconds.put("total", LifetimeModels.since(began));
    lines.figures("seconds", seconds);
    json.put("seconds", seconds);
    json.put("data", data.facts());
    json.put("seed", option.seed());
    List<String> notes = notes();
    json.put("notes", notes);
    lines.add("");
    notes.forEach(note -> lines.add("  %s", note));
    return new EvaluationReport(lines.lines(), json);
  }

  /** Of the chosen family; empty if none could be learnt. */
  private Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    Fit.Fitted<PurchaseProcess> fit = chosen();
    if (fit == null) {
      return metrics;
    }
    double factor = models.level().factor();
    metrics.putAll(judgement.family(fit.model(), factor));
    Interval total = judgement.total(fit);
    metrics.put("predictedTotalLower", total.lower());
    metrics.put("predictedTotalUpper", total.upper());
    if (models.amounts() instanceof Fit.Fitted<GammaGamma> amounts) {
      metrics.putAll(judgement.value(fit.model(), amounts.model(), factor));
    }
    if (models.rhythm() instanceof Fit.Fitted<RhythmModel> rhythm) {
      metrics.putAll(judgement.nextPurchase(rhythm.model()));
    }
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }

  private Fit.@Nullable Fitted<PurchaseProcess> chosen() {
    return models.chosen() == null ? null : models.processes().get(models.chosen());
  }

  /** Every family as it is, without the level. */
  private Map<String, Object> families() {
    Map<String, Object> families = new LinkedHashMap<>();
    lines.familyHead();
    models
        .processes()
        .forEach((family, fit) ->
            addFamily(family.key(), family.title(), judgement.family(fit.model(), 1), families));
    if (models.rhythm() instanceof Fit.Fitted<RhythmModel> fit) {
      addFamily("rhythm", "rhythm", judgement.rhythm(fit.model()), families);
    }
    return families;
  }

  private void addFamily(
      String key, String title, Map<String, Double> figures, Map<String, Object> families) {
    figures.values().removeIf(value -> !Double.isFinite(value));
    families.put(key, figures);
    lines.family(title, figures);
  }

  private Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    lines.add("");
    models
        .processes()
        .forEach((family, fit) -> {
          Map<String, Double> values = new LinkedHashMap<>(fit.model().parameters());
          values.put("logLikelihood", fit.logLikelihood());
          values.put("priorWeight", fit.priorWeight());
          parameters.put(family.key(), values);
          lines.parameters(family.title(), values);
        });
    if (models.amounts() instanceof Fit.Fitted<GammaGamma> fit) {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("p", fit.model().p());
      values.put("q", fit.model().q());
      values.put("gamma", fit.model().gamma());
      values.put("logLikelihood", fit.logLikelihood());
      values.put("priorWeight", fit.priorWeight());
      parameters.put("gammaGamma", values);
      lines.parameters("Gamma-Gamma", values);
    }
    if (models.rhythm() instanceof Fit.Fitted<RhythmModel> fit) {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("shape", fit.model().shape());
      values.putAll(fit.model().process().parameters());
      values.put("logLikelihood", fit.logLikelihood());
      values.put("priorWeight", fit.priorWeight());
      parameters.put("rhythm", values);
      lines.parameters("rhythm", values);
    }
    return parameters;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    PurchaseFamily chosen = models.chosen();
    settings.put("family", chosen == null ? "none" : chosen.key());
    settings.put(
        "chosenBy", models.choice().isPresent() ? "mornings before the cut" : "likelihood");
    settings.put("unit", option.unit().label());
    settings.put("horizon", data.horizon());
    if (data.log() != null) {
      settings.put("cut", LocalDate.ofEpochDay(data.cut()).toString());
    }
    settings.put("levelFactor", models.level().factor());
    settings.put("levelSpread", models.level().spread());
    models.choice().ifPresent(choice -> settings.put("validation", validation(choice)));
    lines.add("");
    settings.forEach((name, value) -> lines.setting(name, value));
    return settings;
  }

  private static Map<String, Object> validation(FamilyChoice choice) {
    Map<String, Object> validation = new LinkedHashMap<>();
    validation.put(
        "mornings",
        choice.mornings().stream().map(day -> LocalDate.ofEpochDay(day).toString()).toList());
    for (PurchaseFamily family : PurchaseFamily.values()) {
      Double score = choice.scores().get(family);
      if (score != null) {
        validation.put(family.key(), score);
      }
    }
    return validation;
  }

  private List<Object> calibration() {
    List<Object> rows = new ArrayList<>();
    Fit.Fitted<PurchaseProcess> fit = chosen();
    if (fit == null) {
      return rows;
    }
    double[][] groups = judgement.calibration(fit.model());
    if (groups.length > 0) {
      lines.calibrationHead();
    }
    for (double[] row : groups) {
      Map<String, Double> group = new LinkedHashMap<>();
      group.put("predicted", row[0]);
      group.put("actual", row[1]);
      rows.add(group);
      lines.calibration(row[0], row[1]);
    }
    return rows;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(data.notes());
    notes.add(
        "Never rank by P(alive): who bought once may be alive for sure and hardly ever buy again.");
    if (data.counts() == null) {
      notes.add("The file does not tell what came after, so forecasts are not judged.");
    }
    models.missing().forEach(what -> notes.add("Insufficient evidence: %s.".formatted(what)));
    if (models.amounts() instanceof Fit.InsufficientEvidence<GammaGamma>(var lacks)) {
      lacks.forEach(what -> notes.add("Insufficient evidence of amounts: %s.".formatted(what)));
    }
    return notes;
  }
}
