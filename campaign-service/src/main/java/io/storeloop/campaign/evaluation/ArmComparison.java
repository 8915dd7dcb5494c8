package io.storeloop.campaign.evaluation;

import io.storeloop.algorithms.experiment.BoundedMeanSequence;
import io.storeloop.algorithms.experiment.ConfidenceSequence;
import io.storeloop.algorithms.experiment.CovariateAdjustment;
import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.JointMoments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one arm changed in one outcome.
 *
 * @param plain difference in means
 * @param cuped the same, adjusted with common slopes; empty without covariates, or with too few
 *     users for them
 * @param interacted the same, adjusted with slopes of each group
 * @param exact always-valid interval without approximation, of rates only
 */
record ArmComparison(
    String arm,
    String outcome,
    double treatedMean,
    double controlMean,
    Effect plain,
    Optional<CovariateAdjustment> cuped,
    Optional<CovariateAdjustment> interacted,
    Optional<Interval> exact,
    ConfidenceSequence sequence) {

  static ArmComparison of(
      String arm,
      String outcome,
      boolean binary,
      JointMoments treated,
      JointMoments control,
      ConfidenceSequence sequence) {
    boolean adjusted = treated.columns() > 1 && CovariateAdjustment.hasEnough(treated, control);
    return new ArmComparison(
        arm,
        outcome,
        treated.mean(0),
        control.mean(0),
        Effect.between(treated.column(0), control.column(0)),
        adjusted ? Optional.of(CovariateAdjustment.cuped(treated, control)) : Optional.empty(),
        adjusted ? Optional.of(CovariateAdjustment.interacted(treated, control)) : Optional.empty(),
        binary
            ? Optional.of(
                BoundedMeanSequence.ofRate(sequence.confidence())
                    .difference(treated.column(0), control.column(0)))
            : Optional.empty(),
        sequence);
  }

  Interval fixed(Effect effect) {
    return effect.interval(sequence.confidence());
  }

  Interval alwaysValid(Effect effect) {
    return sequence.interval(effect);
  }

  /** Whether an effect may be claimed, however often one has looked. */
  String verdict() {
    Interval interval = alwaysValid(cuped.map(CovariateAdjustment::adjusted).orElse(plain));
    return interval.contains(0) ? "no effect shown" : interval.lower() > 0 ? "higher" : "lower";
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("treated", treatedMean);
    json.put("control", controlMean);
    json.putAll(figures(plain));
    if (controlMean != 0) {
      json.put("relativeUplift", plain.difference() / controlMean);
    }
    exact.ifPresent(interval -> json.put("exactAlwaysValidInterval", pair(interval)));
    cuped.ifPresent(adjustment -> json.put("cuped", adjusted(adjustment)));
    interacted.ifPresent(adjustment -> json.put("regressionAdjusted", adjusted(adjustment)));
    json.put("verdict", verdict());
    return json;
  }

  private Map<String, Object> adjusted(CovariateAdjustment adjustment) {
    Map<String, Object> json = figures(adjustment.adjusted());
    json.put("varianceReduction", adjustment.varianceReduction());
    return json;
  }

  Map<String, Object> figures(Effect effect) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("difference", effect.difference());
    json.put("standardError", effect.standardError());
    json.put("interval", pair(fixed(effect)));
    json.put("alwaysValidInterval", pair(alwaysValid(effect)));
    return json;
  }

  static List<Double> pair(Interval interval) {
    return List.of(interval.lower(), interval.upper());
  }
}
