package io.storeloop.campaign.attribution;

/**
 * How many shoppers a campaign has treated and held out.
 *
 * @param treated of all arms
 */
record GroupSizes(long treated, long heldOut) {
  /** Fewer than that on either side, and nothing is said to be incremental. */
  static final long MINIMUM_SHOPPERS = 100;

  boolean suffice() {
    return treated >= MINIMUM_SHOPPERS && heldOut >= MINIMUM_SHOPPERS;
  }
}
