package io.storeloop.recommendation.interaction;

/** One user's history, cut in two at a moment. Immutable as long as nobody writes to its arrays. */
public final class HistorySplit {
  private final ItemInterests earlier;
  private final int[] visit;
  private final int[] met;
  private final int[] firstMet;

  HistorySplit(ItemInterests earlier, int[] visit, int[] met, int[] firstMet) {
    this.earlier = earlier;
    this.visit = visit;
    this.met = met;
    this.firstMet = firstMet;
  }

  /** What everything before the moment adds up to. */
  public ItemInterests earlier() {
    return earlier;
  }

  /** The items of the latest visit before the moment, old to new; not to be written to. */
  public int[] visit() {
    return visit;
  }

  /** Items that interested the user before the moment, ascending; not to be written to. */
  public int[] met() {
    return met;
  }

  /** Items that interested the user from the moment on and not before, ascending; as above. */
  public int[] firstMet() {
    return firstMet;
  }
}
