package io.storeloop.campaign.report;

import io.storeloop.algorithms.inference.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An effect as the API shows it. */
@Schema(name = "CampaignEffect")
record EffectAnswer(
    @Schema(allowableValues = {"conversion", "goals", "revenue", "margin"}) String metric,
    @Schema(description = "Of revenue and margin.", example = "EUR") @Nullable String currency,
    @Schema(
            allowableValues = {
              "increase",
              "decrease",
              "inconclusive",
              "insufficient_evidence",
              "no_holdout",
              "awaiting_look",
              "sample_ratio_mismatch",
              "cost_unknown"
            })
        String verdict,
    @Schema(description = "Per shopper decided for.") @Nullable Double treatedMean,
    @Nullable Double controlMean,
    @Schema(
            description =
                "What the treatment changed per shopper, less what purchases before the first decision explain.")
        @Nullable Double difference,
    @Schema(description = "Valid as often as one looks, as `method` says.")
        @Nullable IntervalAnswer interval,
    @Schema(description = "`difference` times the treated shoppers.") @Nullable Double total,
    @Schema(description = "The interval of the total.") @Nullable IntervalAnswer totalInterval,
    @Schema(
            allowableValues = {"confidence_sequence", "group_sequential"},
            description = "How the intervals were made.")
        @Nullable String method,
    @Schema(
            description =
                "The chance that the truth is ever outside; shared out where several arms are compared.",
            example = "0.05")
        @Nullable Double alpha,
    @Schema(description = "The interval of the same for one look at a size fixed beforehand.")
        @Nullable IntervalAnswer fixedHorizon,
    @Schema(description = "Absent where nothing was bought before.")
        @Nullable AdjustmentAnswer adjustment,
    @Schema(description = "Why no number is given.") @Nullable String note) {

  @Schema(name = "CampaignInterval")
  record IntervalAnswer(double lower, double upper) {
    static IntervalAnswer of(Interval interval) {
      return new IntervalAnswer(interval.lower(), interval.upper());
    }
  }

  @Schema(name = "CampaignAdjustment")
  record AdjustmentAnswer(
      @Schema(example = "cuped") String method,
      @Schema(
              description =
                  "The difference in means without it; of arms of an adaptive campaign of means by inverse probability.")
          double plainDifference,
      @Schema(description = "Its interval, of the same method.") IntervalAnswer plainInterval,
      @Schema(description = "The share by which the interval is narrower.", example = "0.24")
          double narrowedBy) {}

  static List<EffectAnswer> of(List<MeasuredEffect> effects) {
    return effects.stream().map(EffectAnswer::of).toList();
  }

  private static EffectAnswer of(MeasuredEffect effect) {
    Measure measure = effect.measure();
    MeasuredEffect.Estimate estimate = effect.estimate();
    if (estimate == null) {
      return new EffectAnswer(
          measure.metric(),
          measure.currency(),
          effect.verdict().wireName(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          effect.note());
    }
    Interval interval = estimate.interval();
    long treated = effect.treated();
    return new EffectAnswer(
        measure.metric(),
        measure.currency(),
        effect.verdict().wireName(),
        estimate.treatedMean(),
        estimate.controlMean(),
        estimate.effect().difference(),
        IntervalAnswer.of(interval),
        estimate.effect().difference() * treated,
        new IntervalAnswer(interval.lower() * treated, interval.upper() * treated),
        estimate.method(),
        alpha(estimate.confidence()),
        IntervalAnswer.of(estimate.fixed()),
        adjustment(estimate),
        null);
  }

  private static @Nullable AdjustmentAnswer adjustment(MeasuredEffect.Estimate estimate) {
    return estimate.isAdjusted()
        ? new AdjustmentAnswer(
            "cuped",
            estimate.plain().difference(),
            IntervalAnswer.of(estimate.plainInterval()),
            estimate.narrowedBy())
        : null;
  }

  /** Without the dust of binary fractions. */
  private static double alpha(double confidence) {
    return Math.round((1 - confidence) * 1e9) / 1e9;
  }
}
