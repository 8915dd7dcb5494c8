package io.storeloop.algorithms.trend;

import io.storeloop.algorithms.scoring.TopItems;
import java.util.ArrayList;
import java.util.List;

/**
 * Popularity that fades, at two half-lives, and the items whose recent share of all events is
 * significantly above their usual one.
 *
 * <pre>
 * recent_i   R = Σ amount · 2^(-age / recent)
 * past_i     P = Σ amount · (2^(-age / usual) - 2^(-age / recent))
 * expected_i E = (P + shrink) · ΣR / ΣP
 * z_i          = (R - E) / √(½ E (1 + ΣR / ΣP))
 * </pre>
 *
 * The past leaves out what is recent, so that a trend does not raise its own bar. Comparing shares
 * of the shop's total keeps a Christmas rush, or a young log, from making everything a trend. If
 * events of amount 1 come at random at a steady rate (Poisson), a decayed sum has half its mean as
 * variance; the second summand is the uncertainty of the past. A bot can make a trend: counting a
 * user once per item and day is up to the caller.
 *
 * <p>Amounts are 0 or more; larger than 1 they count like so many certain events. Events may come
 * in any order. Time O(1) per event, O(items · log K) per list; memory 16 bytes per item.
 * Deterministic; times are arguments, there is no clock. Not thread-safe.
 *
 * <p>Sources: Cormode et al., Forward Decay, ICDE 2009 (sums against a landmark); Cox and Lewis,
 * The Statistical Analysis of Series of Events (1966) (rates of Poisson streams compared, shot
 * noise).
 */
public final class Trends {
  private final TrendOptions options;
  private final DecayedCounts recent;
  private final DecayedCounts usual;
  private int itemCount;

  public Trends(TrendOptions options) {
    this.options = options;
    this.recent = new DecayedCounts(options.recent());
    this.usual = new DecayedCounts(options.usual());
  }

  /**
   * Takes in an event.
   *
   * @param amount 0 or more and finite
   * @param time epoch milliseconds
   * @throws IllegalArgumentException if the item is negative or the amount outside its range
   */
  public void add(int item, double amount, long time) {
    if (item < 0 || !(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "item and amount must be 0 or more, but were %d and %s".formatted(item, amount));
    }
    itemCount = Math.max(itemCount, item + 1);
    recent.add(item, amount, time);
    usual.add(item, amount, time);
  }

  /** One more than the highest item seen. */
  public int itemCount() {
    return itemCount;
  }

  /** Popularity of an item at a time, faded by the half-life of what is recent. */
  public double recentPopularity(int item, long at) {
    return recent.value(item, at);
  }

  /** Popularity of an item at a time, faded by the half-life of what is usual. */
  public double usualPopularity(int item, long at) {
    return usual.value(item, at);
  }

  /** The items of most usual popularity, best first, ties to the lower index. */
  public int[] popular(int limit, long at) {
    var top = new TopItems(limit);
    for (int item = 0; item < itemCount; item++) {
      double popularity = usual.value(item, at);
      if (popularity > 0) {
        top.offer(item, popularity);
      }
    }
    return top.sort().toItems();
  }

  /** The items that rise, most significant first, ties to the lower index. */
  public List<TrendingItem> trending(int limit, long at) {
    var top = new TopItems(limit);
    for (int item = 0; item < itemCount; item++) {
      TrendingItem candidate = compare(item, at);
      if (candidate.recent() >= options.minRecent()
          && candidate.z() >= options.minZ()
          && candidate.z() > 0) {
        top.offer(item, candidate.z());
      }
    }
    top.sort();
    List<TrendingItem> trending = new ArrayList<>(top.size());
    for (int place = 0; place < top.size(); place++) {
      trending.add(compare(top.item(place), at));
    }
    return trending;
  }

  /** How an item stands, significant or not; z is 0 as long as the log has no past. */
  public TrendingItem compare(int item, long at) {
    double now = recent.value(item, at);
    double past = Math.max(0, usual.value(item, at) - now);
    double pastOfAll = usual.total(at) - recent.total(at);
    if (!(pastOfAll > 0)) {
      return new TrendingItem(item, now, now, 0);
    }
    double ratio = recent.total(at) / pastOfAll;
    double expected = (past + options.shrink()) * ratio;
    double deviation = Math.sqrt(expected * (1 + ratio) / 2);
    return new TrendingItem(item, now, expected, deviation > 0 ? (now - expected) / deviation : 0);
  }
}
