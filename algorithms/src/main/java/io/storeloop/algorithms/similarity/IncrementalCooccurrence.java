package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.counting.PairCounts;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The co-occurrence kernel kept up to date event by event, and rid of a user on demand, exactly.
 *
 * <p>What is kept are whole numbers: per pair of items the weights of the users who have both, per
 * item its users. They are sums, so neither the order of events nor what was forgotten in between
 * leaves a trace: the neighbours are, to the bit, those of a fresh object told the remaining events
 * in any order. Without user damping they are also, to the bit, those of {@link
 * CooccurrenceKernel}. A user's latest {@code maxUserItems} items count, each once.
 *
 * <p>Departures from {@link CooccurrenceKernel}: the order of items plays no part; weights are 1; a
 * pair counts d^-a in 65,536ths, d rounded down to a power of two or one and a half of it, so that
 * an item more seldom changes what the others count (at most 22 % more weight than d^-a for a =
 * 0.5).
 *
 * <p>Time of an event O(d), and O(d²) when d reaches a step of the rounding, which happens 16 times
 * up to d = 500; forgetting O(d²); reading a row O(partners). Memory about 32 bytes per pair of
 * items that any user has, 36 per item, and 12 per cell with 64 per user. Not thread-safe.
 *
 * <p>Sources: the formula's are named at {@link CooccurrenceKernel}; Schelter et al., Efficiently
 * Maintaining Next Basket Recommendations under Additions and Deletions, RecSys 2023 (why a sum
 * makes erasure exact).
 */
public final class IncrementalCooccurrence {
  private static final int FIRST_CAPACITY = 1024;

  private final CooccurrenceOptions options;
  private final DampingSteps damping;
  private final PairCounts pairs;
  private final BitSet changed = new BitSet();
  private final TopNeighbours top;
  private final int[] others;
  private int itemCount;
  private int[] userCounts = new int[FIRST_CAPACITY];
  private double[] targetScales = new double[FIRST_CAPACITY];
  private @Nullable RecentItems[] users = new RecentItems[FIRST_CAPACITY];
  private long cellCount;

  /**
   * @param maxPairs most pairs of items held, see {@link #hasRoomFor}
   * @throws IllegalArgumentException if the options pay attention to the order of items
   */
  public IncrementalCooccurrence(CooccurrenceOptions options, long maxPairs) {
    if (!options.ignoresOrder()) {
      throw new IllegalArgumentException(
          "gapDecay, backward and window must ignore order, but were %s, %s and %d"
              .formatted(options.gapDecay(), options.backward(), options.window()));
    }
    this.options = options;
    this.damping = new DampingSteps(options.userDamping(), options.maxUserItems());
    this.pairs = new PairCounts(maxPairs);
    this.top = new TopNeighbours(options.neighbourLimit());
    this.others = new int[options.maxUserItems()];
  }

  /** One more than the highest item told. */
  public int itemCount() {
    return itemCount;
  }

  /** Number of pairs of items that some user has. */
  public long pairCount() {
    return pairs.pairCount();
  }

  /** Number of items kept of all users together. */
  public long cellCount() {
    return cellCount;
  }

  /** Bytes held by the pairs. */
  public long pairBytes() {
    return pairs.tableBytes();
  }

  /** Number of users who have the item. */
  public int userCount(int item) {
    return item < itemCount ? userCounts[item] : 0;
  }

  /** Whether so many pairs more would find room; one event needs at most {@code maxUserItems}. */
  public boolean hasRoomFor(long newPairs) {
    return pairs.hasRoomFor(newPairs);
  }

  /**
   * Takes in that a user met an item.
   *
   * @param moment when, in any unit that only grows; decides which items are a user's latest
   * @return whether a count changed: not if the user had the item, or has enough later ones
   * @throws IllegalArgumentException if an index is negative or the item is {@link
   *     PairCounts#MAX_ITEMS} or more
   * @throws IllegalStateException if there might be no room for the pairs; nothing has changed then
   */
  public boolean add(int user, int item, long moment) {
    checkIndexes(user, item);
    RecentItems row = rowOf(user);
    if (!pairs.hasRoomFor(row.size()) && row.isNew(item, moment, options.maxUserItems())) {
      throw new IllegalStateException(
          "no room for the pairs of one more item: there are " + pairs.pairCount());
    }
    int sizeBefore = row.size();
    int left = row.put(item, moment, options.maxUserItems());
    if (left == RecentItems.NOTHING_NEW) {
      return false;
    }
    itemCount = Math.max(itemCount, item + 1);
    if (left == RecentItems.NOBODY_LEFT) {
      cellCount++;
      long heavier = damping.weight(row.size()) - damping.weight(sizeBefore);
      if (heavier != 0) {
        addAllPairs(row, item, heavier);
      }
    } else {
      countUser(left, -1);
      changed.set(left);
      addPairs(row, left, item, -damping.weight(row.size()));
    }
    countUser(item, 1);
    addPairs(row, item, item, damping.weight(row.size()));
    markChanged(row);
    return true;
  }

  /**
   * Takes a user's items out again, as if none had ever been told.
   *
   * @return whether there was anything to forget
   */
  public boolean forget(int user) {
    if (user < 0 || user >= users.length) {
      return false;
    }
    RecentItems row = users[user];
    if (row == null) {
      return false;
    }
    users[user] = null;
    cellCount -= row.size();
    for (int place = 0; place < row.size(); place++) {
      countUser(row.item(place), -1);
    }
    addAllPairs(row, -1, -damping.weight(row.size()));
    markChanged(row);
    return true;
  }

  /**
   * Shows the items whose pairs changed since the last call, ascending, and forgets that they did.
   * An item whose partner merely became more or less popular is not among them.
   */
  public void drainChanged(IntConsumer consumer) {
    changed.stream().forEach(consumer);
    changed.clear();
  }

  /**
   * Writes down the neighbours of an item, most similar first, ties to the lower index.
   *
   * @param items where to, of at least {@code neighbourLimit}
   * @param similarities where to, of at least {@code neighbourLimit}
   * @return how many
   */
  public int neighbours(int item, int[] items, float[] similarities) {
    select(item);
    for (int place = 0; place < top.size(); place++) {
      items[place] = top.item(place);
      similarities[place] = top.similarity(place);
    }
    return top.size();
  }

  /** The neighbours of all items. Time O(pairs). */
  public Neighbours neighbours() {
    var rows = new NeighbourBlock(itemCount);
    for (int item = 0; item < itemCount; item++) {
      select(item);
      rows.append(top);
    }
    return NeighbourBlock.join(new NeighbourBlock[] {rows}, itemCount);
  }

  private void select(int item) {
    top.clear();
    double sourceScale = Math.pow(userCount(item), options.sourceExponent());
    pairs.forEach(
        item,
        (partner, count) -> {
          double sum = (double) count / DampingSteps.UNIT;
          double divisor = sourceScale * targetScales[partner] + options.shrink();
          top.offer(partner, (float) (sum / divisor));
        });
    top.sort();
  }

  /** Adds to the pairs of the user's items with each other, one item left out. */
  private void addAllPairs(RecentItems row, int except, long amount) {
    int count = row.copyTo(others, except);
    for (int one = 1; one < count; one++) {
      pairs.addAll(others[one], others, one, amount);
    }
  }

  /** Adds to the pairs of an item with the user's items, itself and one more left out. */
  private void addPairs(RecentItems row, int item, int except, long amount) {
    pairs.addAll(item, others, row.copyTo(others, except), amount);
  }

  private void countUser(int item, int change) {
    userCounts[item] += change;
    targetScales[item] = Math.pow(userCounts[item], options.targetExponent());
  }

  private void markChanged(RecentItems row) {
    for (int place = 0; place < row.size(); place++) {
      changed.set(row.item(place));
    }
  }

  private RecentItems rowOf(int user) {
    RecentItems row = users[user];
    if (row == null) {
      row = new RecentItems();
      users[user] = row;
    }
    return row;
  }

  private void checkIndexes(int user, int item) {
    if (user < 0 || item < 0 || item >= PairCounts.MAX_ITEMS) {
      throw new IllegalArgumentException(
          "user must be 0 or more and item between 0 and %d, but were %d and %d"
              .formatted(PairCounts.MAX_ITEMS - 1, user, item));
    }
    if (user >= users.length) {
      users = Arrays.copyOf(users, Math.max(user + 1, 2 * users.length));
    }
    if (item >= userCounts.length) {
      userCounts = Arrays.copyOf(userCounts, Math.max(item + 1, 2 * userCounts.length));
      targetScales = Arrays.copyOf(targetScales, userCounts.length);
    }
  }
}
