package io.storeloop.algorithms.similarity;

/**
 * How {@link CooccurrenceKernel} counts and scales pairs of items; see there for the formula.
 *
 * @param userDamping a: a user of d items counts d^-a per pair, so that busy users do not decide
 *     alone; 0 to 2
 * @param sourceExponent b: how strongly the popularity of the item one comes from is divided out; 0
 *     to 2
 * @param targetExponent g: how strongly the popularity of the recommended item is divided out: 0
 *     favours bestsellers, more discovers the rare; 0 to 2
 * @param shrink added to the divisor, so that few common users prove little; 0 or more, in users
 * @param gapDecay gamma: factor per further moment between the two items, above 0, at most 1; 1
 *     ignores distance
 * @param backward factor for a pair whose target came before its source, 0 to 1; 1 ignores order
 * @param window largest distance in moments between the two items, 1 or more; items of one moment
 *     have distance 0
 * @param neighbourLimit K: most neighbours kept per item, 1 to {@link #MAX_NEIGHBOUR_LIMIT}
 * @param maxUserItems most items of one user that count, the latest ones, so that one bot cannot
 *     cost a quadratic amount; 2 to {@link #MAX_USER_ITEMS}
 */
public record CooccurrenceOptions(
    double userDamping,
    double sourceExponent,
    double targetExponent,
    double shrink,
    double gapDecay,
    double backward,
    int window,
    int neighbourLimit,
    int maxUserItems) {

  public static final int MAX_NEIGHBOUR_LIMIT = 10_000;
  public static final int MAX_USER_ITEMS = 100_000;
  public static final int DEFAULT_NEIGHBOUR_LIMIT = 100;
  public static final int DEFAULT_MAX_USER_ITEMS = 500;

  /** A window that holds every pair. */
  public static final int UNLIMITED_WINDOW = Integer.MAX_VALUE;

  private static final double MAX_EXPONENT = 2;
  private static final double MAX_SHRINK = 1e9;

  /** Below this the 500th moment already weighs less than a rounding error of the first. */
  private static final double MIN_GAP_DECAY = 0.01;

  /**
   * Refuses values outside the ranges above with an {@link IllegalArgumentException} that names the
   * option.
   */
  public CooccurrenceOptions {
    requireRange("userDamping", userDamping, 0, MAX_EXPONENT);
    requireRange("sourceExponent", sourceExponent, 0, MAX_EXPONENT);
    requireRange("targetExponent", targetExponent, 0, MAX_EXPONENT);
    requireRange("shrink", shrink, 0, MAX_SHRINK);
    requireRange("gapDecay", gapDecay, MIN_GAP_DECAY, 1);
    requireRange("backward", backward, 0, 1);
    requireRange("window", window, 1, UNLIMITED_WINDOW);
    requireRange("neighbourLimit", neighbourLimit, 1, MAX_NEIGHBOUR_LIMIT);
    requireRange("maxUserItems", maxUserItems, 2, MAX_USER_ITEMS);
  }

  /** Cosine of the items' columns (Sarwar et al. 2001): symmetric, within [0, 1]. */
  public static CooccurrenceOptions cosine() {
    return unordered(0, 0.5, 0.5);
  }

  /**
   * Asymmetric cosine (Aiolli 2013): divides by n_i^alpha n_j^(1-alpha). With unit weights alpha 1
   * is the share of the source's users who also chose the target.
   */
  public static CooccurrenceOptions asymmetricCosine(double alpha) {
    requireRange("alpha", alpha, 0, 1);
    return unordered(0, alpha, 1 - alpha);
  }

  /** Random walk item → user → item with popularity divided out (Paudel et al. 2017). */
  public static CooccurrenceOptions rp3beta(double alpha, double beta) {
    return unordered(alpha, alpha, beta);
  }

  /**
   * The setting that was good everywhere without tuning: between cosine and the random walk, mild
   * discovery.
   */
  public static CooccurrenceOptions balanced() {
    return unordered(0.7, 0.65, 0.25);
  }

  /**
   * What came soon after what: pairs fade by {@code gapDecay} per moment and count {@code backward}
   * against the order.
   */
  public static CooccurrenceOptions sequential(double gapDecay, double backward, int window) {
    return new CooccurrenceOptions(
        0,
        0.5,
        0.3,
        0,
        gapDecay,
        backward,
        window,
        DEFAULT_NEIGHBOUR_LIMIT,
        DEFAULT_MAX_USER_ITEMS);
  }

  public CooccurrenceOptions withNeighbourLimit(int limit) {
    return new CooccurrenceOptions(
        userDamping,
        sourceExponent,
        targetExponent,
        shrink,
        gapDecay,
        backward,
        window,
        limit,
        maxUserItems);
  }

  public CooccurrenceOptions withShrink(double users) {
    return new CooccurrenceOptions(
        userDamping,
        sourceExponent,
        targetExponent,
        users,
        gapDecay,
        backward,
        window,
        neighbourLimit,
        maxUserItems);
  }

  /** Sets the exponent shop owners know as "discovery". */
  public CooccurrenceOptions withTargetExponent(double exponent) {
    return new CooccurrenceOptions(
        userDamping,
        sourceExponent,
        exponent,
        shrink,
        gapDecay,
        backward,
        window,
        neighbourLimit,
        maxUserItems);
  }

  public CooccurrenceOptions withMaxUserItems(int limit) {
    return new CooccurrenceOptions(
        userDamping,
        sourceExponent,
        targetExponent,
        shrink,
        gapDecay,
        backward,
        window,
        neighbourLimit,
        limit);
  }

  /** Whether the place of the items in a history plays no part. */
  boolean ignoresOrder() {
    return gapDecay == 1 && backward == 1 && window == UNLIMITED_WINDOW;
  }

  private static CooccurrenceOptions unordered(
      double userDamping, double sourceExponent, double targetExponent) {
    return new CooccurrenceOptions(
        userDamping,
        sourceExponent,
        targetExponent,
        0,
        1,
        1,
        UNLIMITED_WINDOW,
        DEFAULT_NEIGHBOUR_LIMIT,
        DEFAULT_MAX_USER_ITEMS);
  }

  private static void requireRange(String option, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must be between %s and %s, but was %s".formatted(option, min, max, value));
    }
  }
}
