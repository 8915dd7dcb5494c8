package io.storeloop.campaign.report;

import io.storeloop.algorithms.experiment.CovariateAdjustment;
import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What a treatment changed in a measure per shopper, or why that cannot be said.
 *
 * @param treated shoppers of the treatment
 * @param estimate absent where no number is given
 * @param note why no number is given
 */
record MeasuredEffect(
    Measure measure,
    Verdict verdict,
    long treated,
    @Nullable Estimate estimate,
    @Nullable String note) {

  /**
   * The numbers.
   *
   * @param effect after what was known before has been taken off, where anything was
   * @param interval of it, valid as often as one looks
   * @param plain without that
   * @param plainInterval of it, valid as often as one looks
   * @param fixed interval of {@code effect} for a single look
   * @param isAdjusted whether anything was known before
   */
  record Estimate(
      double treatedMean,
      double controlMean,
      Effect effect,
      Interval interval,
      Effect plain,
      Interval plainInterval,
      Interval fixed,
      boolean isAdjusted,
      String method,
      double confidence) {

    /**
     * An estimate and its intervals.
     *
     * @param known whether anything was known before, and the adjusted effect is to be given
     */
    static Estimate of(
        double treatedMean,
        double controlMean,
        CovariateAdjustment adjustment,
        boolean known,
        Looks looks) {
      Effect effect = known ? adjustment.adjusted() : adjustment.plain();
      return new Estimate(
          treatedMean,
          controlMean,
          effect,
          looks.interval(effect),
          adjustment.plain(),
          looks.interval(adjustment.plain()),
          effect.interval(looks.confidence()),
          known,
          looks.method(),
          looks.confidence());
    }

    /** The share of the interval's width that the adjustment takes away; 0 without one. */
    double narrowedBy() {
      double plainWidth = plainInterval.upper() - plainInterval.lower();
      return plainWidth == 0 ? 0 : 1 - (interval.upper() - interval.lower()) / plainWidth;
    }
  }

  static MeasuredEffect without(Measure measure, Verdict verdict, String note) {
    return new MeasuredEffect(measure, verdict, 0, null, note);
  }

  static MeasuredEffect of(Measure measure, long treated, Estimate estimate) {
    return new MeasuredEffect(measure, verdict(estimate.interval()), treated, estimate, null);
  }

  private static Verdict verdict(Interval interval) {
    if (interval.lower() > 0) {
      return Verdict.INCREASE;
    }
    return interval.upper() < 0 ? Verdict.DECREASE : Verdict.INCONCLUSIVE;
  }
}
