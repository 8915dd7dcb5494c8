package io.storeloop.algorithms.tuning;

import java.util.Set;

/**
 * How {@link HistorySearch} searches.
 *
 * @param holdOut what is kept back to judge settings by
 * @param goal what the best settings have most of
 * @param k length of the list the goal looks at, 1 or more
 * @param negatives 0 to rank among all items; else among this many drawn from those the user did
 *     not have, to choose for a published protocol that does so
 * @param repeats whether items of the history may be recommended again; if not, they are left out
 *     of every ranking
 * @param seconds time for trying settings, above 0; learning the chosen ones anew on all data comes
 *     on top
 * @param maxSettings most settings tried, 1 or more; where this bound ends the search and not the
 *     time, the result is the same on any machine
 * @param threads 1 or more
 * @param seed of everything drawn
 * @param maxNeighbours most entries of one kernel's lists, 8 bytes each, 1 or more; an item keeps
 *     50 whatever it says
 * @param families tried; {@link ModelFamily#KERNEL} whether named or not
 */
public record SearchOptions(
    HoldOut holdOut,
    Goal goal,
    int k,
    int negatives,
    boolean repeats,
    double seconds,
    int maxSettings,
    int threads,
    long seed,
    int maxNeighbours,
    Set<ModelFamily> families) {
  public static final double DEFAULT_SECONDS = 120;
  public static final int DEFAULT_MAX_SETTINGS = 400;
  public static final int DEFAULT_MAX_NEIGHBOURS = 30_000_000;

  /**
   * @throws IllegalArgumentException if a value lies outside its range
   */
  public SearchOptions {
    requireAtLeast("k", k, 1);
    requireAtLeast("negatives", negatives, 0);
    requireAtLeast("maxSettings", maxSettings, 1);
    requireAtLeast("threads", threads, 1);
    requireAtLeast("maxNeighbours", maxNeighbours, 1);
    families = Set.copyOf(families);
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("seconds must be above 0, but was " + seconds);
    }
  }

  /** To find what a user does next, among all items: nDCG at 10 of the last item. */
  public static SearchOptions nextItem(int threads, long seed) {
    return new SearchOptions(
        HoldOut.LAST,
        Goal.NDCG,
        10,
        0,
        false,
        DEFAULT_SECONDS,
        DEFAULT_MAX_SETTINGS,
        threads,
        seed,
        DEFAULT_MAX_NEIGHBOURS,
        ModelFamily.ALL);
  }

  /** To complete sets whose order is not known: nDCG at 20 of a fifth of each. */
  public static SearchOptions completion(int threads, long seed) {
    return new SearchOptions(
        HoldOut.RANDOM_FIFTH,
        Goal.NDCG,
        20,
        0,
        false,
        DEFAULT_SECONDS,
        DEFAULT_MAX_SETTINGS,
        threads,
        seed,
        DEFAULT_MAX_NEIGHBOURS,
        ModelFamily.ALL);
  }

  public SearchOptions withHoldOut(HoldOut other) {
    return new SearchOptions(
        other,
        goal,
        k,
        negatives,
        repeats,
        seconds,
        maxSettings,
        threads,
        seed,
        maxNeighbours,
        families);
  }

  public SearchOptions withGoal(Goal other, int length) {
    return new SearchOptions(
        holdOut,
        other,
        length,
        negatives,
        repeats,
        seconds,
        maxSettings,
        threads,
        seed,
        maxNeighbours,
        families);
  }

  public SearchOptions withNegatives(int count) {
    return new SearchOptions(
        holdOut,
        goal,
        k,
        count,
        repeats,
        seconds,
        maxSettings,
        threads,
        seed,
        maxNeighbours,
        families);
  }

  public SearchOptions withRepeats(boolean allowed) {
    return new SearchOptions(
        holdOut,
        goal,
        k,
        negatives,
        allowed,
        seconds,
        maxSettings,
        threads,
        seed,
        maxNeighbours,
        families);
  }

  /** Bounds the search by time and by settings. */
  public SearchOptions within(double time, int settings) {
    return new SearchOptions(
        holdOut,
        goal,
        k,
        negatives,
        repeats,
        time,
        settings,
        threads,
        seed,
        maxNeighbours,
        families);
  }

  /** Tries nothing but these. */
  public SearchOptions among(Set<ModelFamily> others) {
    return new SearchOptions(
        holdOut,
        goal,
        k,
        negatives,
        repeats,
        seconds,
        maxSettings,
        threads,
        seed,
        maxNeighbours,
        others);
  }

  /** Bounds the memory of each kernel's lists. */
  public SearchOptions withMaxNeighbours(int entries) {
    return new SearchOptions(
        holdOut,
        goal,
        k,
        negatives,
        repeats,
        seconds,
        maxSettings,
        threads,
        seed,
        entries,
        families);
  }

  private static void requireAtLeast(String option, int value, int min) {
    if (value < min) {
      throw new IllegalArgumentException(
          "%s must be %d or more, but was %d".formatted(option, min, value));
    }
  }
}
