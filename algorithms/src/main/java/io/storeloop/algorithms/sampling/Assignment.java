package io.storeloop.algorithms.sampling;

/**
 * Puts users into buckets by a hash: the same user and seed give the same bucket everywhere, and
 * different seeds give buckets that have nothing to do with each other.
 *
 * <p>The hash is version 2 of GrowthBook's, so that a page using one of its SDKs agrees with the
 * server: {@code n = fnv32a(decimal(fnv32a(seed + value))) mod 10000 / 10000}. FNV-1a runs over
 * UTF-16 units like the JavaScript SDK's; for ASCII these are the bytes. Hashing twice removes the
 * bias that plain FNV-1a shows for values that differ in their last characters only.
 *
 * <p>Sources: Fowler, Noll and Vo, RFC 9923 (FNV-1a: offset basis 2166136261, prime 16777619);
 * GrowthBook, "Build your own SDK", hash version 2.
 */
public final class Assignment {
  /** Number of equally wide buckets. */
  public static final int BUCKETS = 10_000;

  private static final int FNV_OFFSET_BASIS = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private Assignment() {}

  /**
   * The bucket of a value under a seed: a multiple of 1/10000 in [0, 1).
   *
   * @param seed the salt of the campaign or of the holdout
   * @param value the user's id
   * @throws IllegalArgumentException if the value is empty: without an id nobody is assigned
   */
  public static double bucket(String seed, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("value must not be empty");
    }
    int inner = fnv32a(seed + value);
    int outer = fnv32a(Integer.toUnsignedString(inner));
    return Integer.remainderUnsigned(outer, BUCKETS) / (double) BUCKETS;
  }

  /**
   * Whether the user is among those kept apart.
   *
   * @param seed must differ from every campaign's seed, or the arms would be unequal in who is held
   *     out
   * @param share kept apart, in [0, 1]: 0 nobody, 1 everybody
   * @throws IllegalArgumentException if the share is outside [0, 1]
   */
  public static boolean isHeldOut(String seed, String value, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be between 0 and 1, but was " + share);
    }
    return bucket(seed, value) < share;
  }

  static int fnv32a(String text) {
    int hash = FNV_OFFSET_BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
