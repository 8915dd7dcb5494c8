package io.storeloop.algorithms.lifetime;

/**
 * What the models need to know of one customer: how often, how lately, and since when. The unit of
 * time is the caller's and the same everywhere; the first purchase is at time 0 and is not counted.
 *
 * @param repeats purchases after the first (x), 0 or more
 * @param lastRepeat time from the first purchase to the latest (t_x), 0 without repeats
 * @param age time from the first purchase until now (T), at least {@code lastRepeat}
 */
public record PurchaseHistory(int repeats, double lastRepeat, double age)
    implements Comparable<PurchaseHistory> {

  /** Nobody buys more often: ten purchases a day for more than two centuries. */
  public static final int MAX_REPEATS = 1_000_000;

  /** A customer at the moment of the first purchase. */
  public static final PurchaseHistory NEWCOMER = new PurchaseHistory(0, 0, 0);

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public PurchaseHistory {
    boolean possible =
        repeats >= 0
            && repeats <= MAX_REPEATS
            && lastRepeat >= 0
            && lastRepeat <= age
            && age < Double.POSITIVE_INFINITY
            && (repeats > 0 || lastRepeat == 0);
    if (!possible) {
      throw new IllegalArgumentException(
          "a history needs repeats ≥ 0 and 0 ≤ lastRepeat ≤ age, but was %d, %s and %s"
              .formatted(repeats, lastRepeat, age));
    }
  }

  /** Repeats per unit of time, 0 for an age of 0. */
  public double rate() {
    return age > 0 ? repeats / age : 0;
  }

  @Override
  public int compareTo(PurchaseHistory other) {
    int byRepeats = Integer.compare(repeats, other.repeats);
    int byLast = Double.compare(lastRepeat, other.lastRepeat);
    return byRepeats != 0 ? byRepeats : byLast != 0 ? byLast : Double.compare(age, other.age);
  }
}
