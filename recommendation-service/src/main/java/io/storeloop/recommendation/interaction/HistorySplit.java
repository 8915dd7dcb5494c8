package io.storeloop.recommendation.interaction;

/**
 * One user's history, cut in two at a moment. Immutable as long as nobody writes to its arrays and
 * nothing is heard late.
 */
public final class HistorySplit {
  private final UserHistory history;
  private final long moment;
  private final ItemInterests earlier;
  private final int[] visit;
  private final int[] met;
  private final int[] firstMet;

  HistorySplit(
      UserHistory history,
      long moment,
      ItemInterests earlier,
      int[] visit,
      int[] met,
      int[] firstMet) {
    this.history = history;
    this.moment = moment;
    this.earlier = earlier;
    this.visit = visit;
    this.met = met;
    this.firstMet = firstMet;
  }

  /** What everything before the moment adds up to, as the settings file says. */
  public ItemInterests earlier() {
    return earlier;
  }

  /** What everything before the moment adds up to by another scale; the strongest items of it. */
  public ItemInterests earlier(InterestScale scale) {
    return history.interestsBefore(moment, scale).strongest(scale.limit());
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
