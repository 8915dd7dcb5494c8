package io.storeloop.campaign.report;

import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.inference.RateDifference;
import org.jspecify.annotations.Nullable;

/** What a treatment changed compared with the holdout, or why that cannot be said. */
sealed interface Uplift {
  /** Fewer shoppers than that on either side, and no number is given. */
  long MINIMUM_SHOPPERS = 100;

  /** Fewer conversions than that on both sides together, and no number is given. */
  long MINIMUM_CONVERSIONS = 10;

  double CONFIDENCE = 0.95;

  /**
   * Measured.
   *
   * @param relative difference divided by the holdout's rate; absent where that is 0
   */
  record Measured(RateDifference difference, @Nullable Double relative) implements Uplift {}

  /** The evidence does not support a number. */
  record InsufficientEvidence(String detail) implements Uplift {}

  /** The plain rates of adaptive groups are biased. */
  record Adaptive() implements Uplift {}

  /** Nobody is held out, so nothing can be compared. */
  record NoHoldout() implements Uplift {}

  static Uplift of(GroupCounts treated, GroupCounts holdout, boolean hasHoldout) {
    if (!hasHoldout) {
      return new NoHoldout();
    }
    long conversions = treated.converted() + holdout.converted();
    if (Math.min(treated.shoppers(), holdout.shoppers()) < MINIMUM_SHOPPERS
        || conversions < MINIMUM_CONVERSIONS) {
      return new InsufficientEvidence(
          "%d treated and %d held-out shoppers with %d conversions; needed are %d shoppers on each side and %d conversions"
              .formatted(
                  treated.shoppers(),
                  holdout.shoppers(),
                  conversions,
                  MINIMUM_SHOPPERS,
                  MINIMUM_CONVERSIONS));
    }
    Proportion control = new Proportion(holdout.converted(), holdout.shoppers());
    RateDifference difference =
        RateDifference.between(
            new Proportion(treated.converted(), treated.shoppers()), control, CONFIDENCE);
    Double relative = control.rate() > 0 ? difference.difference() / control.rate() : null;
    return new Measured(difference, relative);
  }
}
