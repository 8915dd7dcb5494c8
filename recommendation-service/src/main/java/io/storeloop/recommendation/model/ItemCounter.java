package io.storeloop.recommendation.model;

import io.storeloop.algorithms.basket.BasketCounts;
import io.storeloop.algorithms.basket.BasketOptions;
import io.storeloop.algorithms.basket.BoughtTogether;
import io.storeloop.algorithms.repeat.RepeatOptions;
import io.storeloop.algorithms.repeat.RepeatPurchases;
import io.storeloop.algorithms.trend.TrendOptions;
import io.storeloop.algorithms.trend.Trends;
import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.UserHistory;
import io.storeloop.recommendation.popularity.Popularity;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what all users did, one after another: baskets, purchases of the same, and rises. A basket
 * is what one user bought without a longer gap. In trends a user counts once per item and day, so
 * that nobody makes a trend alone. Not thread-safe.
 */
final class ItemCounter {
  private static final Logger LOG = LoggerFactory.getLogger(ItemCounter.class);
  private static final long DAY = 86_400_000;
  private static final int FIRST_CAPACITY = 64;

  private final CountsProperties properties;
  private final long gapMillis;
  private final BasketCounts baskets;
  private final RepeatPurchases repeats = new RepeatPurchases(RepeatOptions.standard());
  private final Trends trends = new Trends(TrendOptions.standard());
  private boolean full;
  private long newest = Long.MIN_VALUE;

  /** The purchases and the days of interest of the user at hand. */
  private int[] bought = new int[FIRST_CAPACITY];

  private long[] boughtAt = new long[FIRST_CAPACITY];
  private int boughtCount;
  private long[] itemDays = new long[FIRST_CAPACITY];
  private int itemDayCount;

  /** {@code gapMillis}: purchases of a user further apart are of two baskets. */
  ItemCounter(CountsProperties properties, long gapMillis) {
    this.properties = properties;
    this.gapMillis = gapMillis;
    this.baskets = new BasketCounts(properties.maxBasketItems(), properties.maxPairs());
  }

  void add(UserHistory user) {
    boughtCount = 0;
    itemDayCount = 0;
    user.forEach(this::see);
    countTrends();
    countBaskets();
    countRepeats();
  }

  private void see(int item, EventType type, long time) {
    newest = Math.max(newest, time);
    if (itemDayCount == itemDays.length) {
      itemDays = Arrays.copyOf(itemDays, 2 * itemDays.length);
    }
    itemDays[itemDayCount++] = ((long) item << 32) | (Math.floorDiv(time, DAY) & 0xFFFF_FFFFL);
    if (type == EventType.PURCHASE) {
      if (boughtCount == bought.length) {
        bought = Arrays.copyOf(bought, 2 * bought.length);
        boughtAt = Arrays.copyOf(boughtAt, 2 * boughtAt.length);
      }
      bought[boughtCount] = item;
      boughtAt[boughtCount++] = time;
    }
  }

  private void countTrends() {
    Arrays.sort(itemDays, 0, itemDayCount);
    for (int i = 0; i < itemDayCount; i++) {
      if (i == 0 || itemDays[i] != itemDays[i - 1]) {
        long noon = (int) itemDays[i] * DAY + DAY / 2;
        trends.add((int) (itemDays[i] >>> 32), 1, noon);
      }
    }
  }

  private void countBaskets() {
    int from = 0;
    for (int i = 1; i <= boughtCount && !full; i++) {
      if (i == boughtCount || boughtAt[i] - boughtAt[i - 1] > gapMillis) {
        countBasket(Arrays.copyOfRange(bought, from, i));
        from = i;
      }
    }
  }

  private void countBasket(int[] basket) {
    try {
      boolean counted = baskets.add(basket, basket.length);
      LOG.trace("basket of {}: {}", basket.length, counted);
    } catch (IllegalStateException noRoom) {
      full = true;
      LOG.warn(
          "no more baskets are counted, storeloop.recommendation.counts.max-pairs is reached: {}",
          noRoom.getMessage());
    }
  }

  private void countRepeats() {
    long[] times = new long[boughtCount];
    int[] distinct = Arrays.stream(bought, 0, boughtCount).sorted().distinct().toArray();
    for (int item : distinct) {
      int count = 0;
      for (int i = 0; i < boughtCount; i++) {
        if (bought[i] == item) {
          times[count] = boughtAt[i];
          count++;
        }
      }
      repeats.add(item, times, count);
    }
  }

  ItemCounts toCounts(Popularity popularity) {
    long at = newest == Long.MIN_VALUE ? 0 : newest;
    return new ItemCounts(
        popularity,
        trends.trending(properties.maxTrending(), at),
        BoughtTogether.of(baskets, BasketOptions.standard()),
        repeats,
        true);
  }
}
