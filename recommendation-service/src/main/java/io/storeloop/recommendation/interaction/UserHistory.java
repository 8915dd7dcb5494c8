package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The most recent interactions of one user, oldest first, and everything the user ever bought.
 *
 * <p>Ordered by when things happened, not by when they arrived; the order of arrival changes
 * nothing. 17 bytes per interaction. Thread-safe; what it adds up to is computed when first asked
 * for and kept until something happens.
 */
public final class UserHistory {
  private static final EventType[] TYPES = EventType.values();
  private static final int FIRST_CAPACITY = 4;

  private final int limit;
  private int size;
  private int[] items = {};
  private long[] times = {};
  private byte[] types = {};
  private float[] weights = {};
  private final PurchasedItems purchased = new PurchasedItems();
  private final ConsentStatements consents = new ConsentStatements();
  private volatile @Nullable Strongest strongest;

  /** What was computed last, and how. */
  private record Strongest(InterestScale scale, ItemInterests interests) {}

  /** {@code limit}: most interactions kept. */
  UserHistory(int limit) {
    this.limit = limit;
  }

  /** When the latest interaction was, epoch milliseconds; the lowest number before the first. */
  synchronized long latest() {
    return size == 0 ? Long.MIN_VALUE : times[size - 1];
  }

  synchronized void add(Interaction interaction) {
    insert(
        interaction.item(),
        interaction.occurredAt(),
        (byte) interaction.type().ordinal(),
        interaction.weight());
    strongest = null;
  }

  /** Keeps what an event says about consent. */
  synchronized void hear(Map<ConsentPurpose, Boolean> said, Event event) {
    consents.hear(said, event);
  }

  /** What the shopper said last about a purpose; empty if nobody asked. */
  public synchronized Optional<Boolean> consent(ConsentPurpose purpose) {
    return consents.of(purpose);
  }

  /** Notes units bought (above 0) or given back (below 0). */
  synchronized void addPurchase(int item, long units) {
    purchased.add(item, units);
    strongest = null;
  }

  /** Takes in all of another history, which is left as it is. */
  void absorb(UserHistory other) {
    UserHistory copy = other.copy();
    synchronized (this) {
      for (int place = 0; place < copy.size; place++) {
        insert(copy.items[place], copy.times[place], copy.types[place], copy.weights[place]);
      }
      purchased.addAll(copy.purchased);
      consents.addAll(copy.consents);
      strongest = null;
    }
  }

  /** What it all adds up to; items ascending by index. */
  public synchronized ItemInterests interests(InterestScale scale) {
    return interests(scale, size);
  }

  /**
   * As {@link #interests(InterestScale)}, of what happened before a moment. What was given back is
   * given back, whenever that was.
   */
  public synchronized ItemInterests interestsBefore(long moment, InterestScale scale) {
    return interests(scale, countBefore(moment));
  }

  /**
   * What was known before a moment, and what was new from then on.
   *
   * @param end what happened from then on is left out
   * @param gapMillis a longer pause ends a visit
   */
  public synchronized HistorySplit splitAt(
      long moment, long end, InteractionProperties properties, long gapMillis) {
    int from = countBefore(moment);
    int[] met = distinct(0, from);
    int[] firstMet =
        IntStream.of(distinct(from, countBefore(end)))
            .filter(item -> Arrays.binarySearch(met, item) < 0)
            .toArray();
    return new HistorySplit(
        this,
        moment,
        interests(InterestScale.of(properties), from),
        visit(from, gapMillis),
        met,
        firstMet);
  }

  private ItemInterests interests(InterestScale scale, int count) {
    long[] order = placesByItem(count);
    var sums = new InterestSums(count);
    for (int i = 0; i < order.length; i++) {
      int place = (int) order[i];
      int item = items[place];
      EventType type = TYPES[types[place]];
      boolean kept = type != EventType.PURCHASE || purchased.keeps(item);
      double factor = InterestSums.fading(times[count - 1] - times[place], scale.halfLifeMillis());
      sums.add(type, weights[place] * scale.factor(type), factor, times[place], kept);
      if (i + 1 == order.length || order[i + 1] >>> 32 != item) {
        sums.finishItem(item);
      }
    }
    return sums.toInterests(purchased.items());
  }

  /** The items that say most; the same object until something happens or another scale is used. */
  public ItemInterests strongest(InterestScale scale) {
    Strongest known = strongest;
    return known != null && known.scale().equals(scale) ? known.interests() : findStrongest(scale);
  }

  private synchronized ItemInterests findStrongest(InterestScale scale) {
    ItemInterests found = interests(scale).strongest(scale.limit());
    strongest = new Strongest(scale, found);
    return found;
  }

  /**
   * The items of the latest visit from old to new: back from the latest interaction until nothing
   * happened for longer than {@code gapMillis}, at most {@code limit}.
   */
  public synchronized int[] latestVisit(long gapMillis, int limit) {
    int[] visit = visit(size, gapMillis);
    return visit.length <= limit
        ? visit
        : Arrays.copyOfRange(visit, visit.length - limit, visit.length);
  }

  private int[] visit(int end, long gapMillis) {
    int from = end;
    while (from > 0 && (from == end || times[from] - times[from - 1] <= gapMillis)) {
      from--;
    }
    return IntStream.range(from, end)
        .filter(place -> weights[place] > 0)
        .map(place -> items[place])
        .toArray();
  }

  /** Items of interest among some places, ascending. */
  private int[] distinct(int from, int to) {
    return IntStream.range(from, to)
        .filter(place -> weights[place] > 0)
        .map(place -> items[place])
        .sorted()
        .distinct()
        .toArray();
  }

  /** Shows every interaction of interest, oldest first; none may be asked for meanwhile. */
  public synchronized void forEach(Visitor visitor) {
    for (int place = 0; place < size; place++) {
      if (weights[place] > 0) {
        visitor.see(items[place], TYPES[types[place]], times[place]);
      }
    }
  }

  /**
   * When the item was bought, oldest first, epoch milliseconds; of the interactions that are kept.
   */
  public synchronized long[] purchaseTimes(int item) {
    return IntStream.range(0, size)
        .filter(place -> items[place] == item && TYPES[types[place]] == EventType.PURCHASE)
        .mapToLong(place -> times[place])
        .toArray();
  }

  /** Takes one interaction after another. */
  @FunctionalInterface
  public interface Visitor {
    void see(int item, EventType type, long occurredAt);
  }

  /** Whether anything happened before a moment. */
  public synchronized boolean beganBefore(long moment) {
    return size > 0 && times[0] < moment;
  }

  /** When each interaction was, oldest first, epoch milliseconds. */
  public synchronized long[] times() {
    return Arrays.copyOf(times, size);
  }

  private int countBefore(long moment) {
    int count = size;
    while (count > 0 && times[count - 1] >= moment) {
      count--;
    }
    return count;
  }

  private long[] placesByItem(int count) {
    long[] order = new long[count];
    for (int place = 0; place < count; place++) {
      order[place] = ((long) items[place] << 32) | place;
    }
    Arrays.sort(order);
    return order;
  }

  private synchronized UserHistory copy() {
    var copy = new UserHistory(limit);
    copy.size = size;
    copy.items = items.clone();
    copy.times = times.clone();
    copy.types = types.clone();
    copy.weights = weights.clone();
    copy.purchased.addAll(purchased);
    copy.consents.addAll(consents);
    return copy;
  }

  private void insert(int item, long time, byte type, float weight) {
    int place = size;
    while (place > 0 && isAfter(place - 1, time, item, type, weight)) {
      place--;
    }
    if (size == limit) {
      if (place == 0) {
        return; // older than everything kept
      }
      shift(1, 0, --place);
    } else {
      makeRoom();
      shift(place, place + 1, size - place);
      size++;
    }
    items[place] = item;
    times[place] = time;
    types[place] = type;
    weights[place] = weight;
  }

  /**
   * Interactions of the same millisecond have an order too, by what they say: that of their arrival
   * would make two histories of one log. What was put into the cart precedes what was taken out.
   */
  private boolean isAfter(int place, long time, int item, byte type, float weight) {
    if (times[place] != time) {
      return times[place] > time;
    }
    if (types[place] != type) {
      return types[place] > type;
    }
    return items[place] == item ? weights[place] > weight : items[place] > item;
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(items, from, items, to, count);
    System.arraycopy(times, from, times, to, count);
    System.arraycopy(types, from, types, to, count);
    System.arraycopy(weights, from, weights, to, count);
  }

  private void makeRoom() {
    if (size == items.length) {
      int capacity = Math.min(limit, Math.max(FIRST_CAPACITY, 2 * size));
      items = Arrays.copyOf(items, capacity);
      times = Arrays.copyOf(times, capacity);
      types = Arrays.copyOf(types, capacity);
      weights = Arrays.copyOf(weights, capacity);
    }
  }
}
