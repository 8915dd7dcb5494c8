package io.storeloop.campaign.report;

import java.util.Locale;

/** What the evidence says of an effect. */
enum Verdict {
  /** The interval lies above 0. */
  INCREASE,
  /** The interval lies below 0. */
  DECREASE,
  /** The interval holds 0. */
  INCONCLUSIVE,
  /** There are too few shoppers or conversions for a number. */
  INSUFFICIENT_EVIDENCE,
  /** The design has taken no look yet. */
  AWAITING_LOOK,
  /** There is nobody to compare with. */
  NO_HOLDOUT,
  /** The groups have not the sizes they should have. */
  SAMPLE_RATIO_MISMATCH,
  /** Nobody knows what the goods cost. */
  COST_UNKNOWN;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
