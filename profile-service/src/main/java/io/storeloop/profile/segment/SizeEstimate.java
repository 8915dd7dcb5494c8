package io.storeloop.profile.segment;

import java.util.UUID;

/**
 * How many there are, from how many were found in a known part of all places.
 *
 * <p>Each of K lies in the part f with probability f, so k ~ Binomial(K, f); the interval holds
 * those K for which k lies within 1.96 standard deviations of K·f (Wilson's argument). With f = 1
 * it is the count.
 *
 * @param lower end of the 95 % interval, at least what was found
 * @param upper end of the 95 % interval
 */
record SizeEstimate(long lower, long size, long upper) {
  private static final double Z = 1.959964;
  private static final int BITS_OF_A_DOUBLE = 53;

  /**
   * The estimate.
   *
   * @param found 0 or more
   * @param part in (0, 1]
   */
  static SizeEstimate of(long found, double part) {
    double rest = Z * Z * (1 - part);
    double middle = found + rest / 2;
    double half = Math.sqrt(found * rest + rest * rest / 4);
    return new SizeEstimate(
        Math.max(found, (long) Math.floor((middle - half) / part)),
        Math.round(found / part),
        (long) Math.ceil((middle + half) / part));
  }

  /** Which part of all ids is not above this one, as the database orders them. */
  static double partUpTo(UUID id) {
    long leading = id.getMostSignificantBits() >>> (Long.SIZE - BITS_OF_A_DOUBLE);
    return (leading + 1) * 0x1.0p-53;
  }
}
