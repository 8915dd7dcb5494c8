package io.storeloop.algorithms.tuning;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Histories cut in two: what settings learn from, and for some users the items kept back.
 *
 * <p>Every history is cut, as it will be in earnest, but only some of the users are asked, so that
 * a comparison costs the same on any number of users. Negatives are drawn evenly from the items
 * somebody had, without those of the user.
 */
final class ValidationCut {
  /** Most users asked for all purposes together. */
  static final int MAX_USERS = 20_000;

  /** Most scores when each of them is asked once, users × items. */
  static final long MAX_SCORES = 300_000_000;

  static final int MIN_USERS = 1_500;

  private static final int DRAWS_PER_NEGATIVE = 50;

  final Histories train;
  final int[] users;
  final int[][] targets;
  final int[][] negatives;

  private ValidationCut(Histories train, int[] users, int[][] targets, int[][] negatives) {
    this.train = train;
    this.users = users;
    this.targets = targets;
    this.negatives = negatives;
  }

  static ValidationCut of(Histories histories, SearchOptions options) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed());
    int[][] kept = new int[histories.userCount()][];
    int[][] targets = new int[histories.userCount()][];
    int cells = 0;
    for (int user = 0; user < kept.length; user++) {
      cut(histories.items(user), options.holdOut(), random, user, kept, targets);
      cells += kept[user].length;
    }
    Histories train = join(kept, cells, histories);
    int[] users = choose(kept, targets, options.repeats(), histories.itemCount(), random);
    int[][] asked = new int[users.length][];
    int[][] negatives = new int[users.length][];
    boolean[] known = known(train);
    for (int i = 0; i < users.length; i++) {
      asked[i] = targets[users[i]];
      negatives[i] = draw(histories.items(users[i]), known, options.negatives(), random);
    }
    return new ValidationCut(train, users, asked, negatives);
  }

  private static void cut(
      int[] items,
      HoldOut holdOut,
      RandomGenerator random,
      int user,
      int[][] kept,
      int[][] targets) {
    int count = holdOut == HoldOut.RANDOM_FIFTH ? Math.max(1, items.length / 5) : 1;
    if (items.length <= count) {
      kept[user] = items;
      targets[user] = new int[0];
      return;
    }
    boolean[] out = new boolean[items.length];
    for (int i = 0; i < count; i++) {
      int place = items.length - 1;
      while (holdOut != HoldOut.LAST && out[place = random.nextInt(items.length)]) {
        continue;
      }
      out[place] = true;
    }
    kept[user] = new int[items.length - count];
    targets[user] = new int[count];
    int keptCount = 0;
    int targetCount = 0;
    for (int place = 0; place < items.length; place++) {
      if (out[place]) {
        targets[user][targetCount++] = items[place];
      } else {
        kept[user][keptCount++] = items[place];
      }
    }
  }

  private static Histories join(int[][] kept, int cells, Histories histories) {
    int[] starts = new int[kept.length + 1];
    int[] items = new int[cells];
    for (int user = 0; user < kept.length; user++) {
      System.arraycopy(kept[user], 0, items, starts[user], kept[user].length);
      starts[user + 1] = starts[user] + kept[user].length;
    }
    return Histories.of(starts, items, histories.itemCount(), histories.ordered());
  }

  /** Some of the users who have something kept back that can be found, in random order. */
  private static int[] choose(
      int[][] kept, int[][] targets, boolean repeats, int itemCount, RandomGenerator random) {
    int[] able = new int[kept.length];
    int count = 0;
    for (int user = 0; user < kept.length; user++) {
      targets[user] = distinctTargets(targets[user], kept[user], repeats);
      if (targets[user].length > 0) {
        able[count++] = user;
      }
    }
    long affordable = Math.max(MIN_USERS, Math.min(MAX_USERS, MAX_SCORES / Math.max(1, itemCount)));
    int wanted = (int) Math.min(count, affordable);
    for (int i = 0; i < wanted; i++) {
      int other = random.nextInt(i, count);
      int swapped = able[i];
      able[i] = able[other];
      able[other] = swapped;
    }
    return Arrays.copyOf(able, wanted);
  }

  private static int[] distinctTargets(int[] targets, int[] kept, boolean repeats) {
    return Arrays.stream(targets)
        .distinct()
        .filter(target -> repeats || Arrays.stream(kept).noneMatch(item -> item == target))
        .toArray();
  }

  private static boolean[] known(Histories train) {
    boolean[] known = new boolean[train.itemCount()];
    for (int user = 0; user < train.userCount(); user++) {
      for (int place = 0; place < train.size(user); place++) {
        known[train.item(user, place)] = true;
      }
    }
    return known;
  }

  /** Fewer than asked for where the user had nearly everything. */
  private static int[] draw(int[] history, boolean[] known, int count, RandomGenerator random) {
    int[] had = history.clone();
    Arrays.sort(had);
    int[] drawn = new int[count];
    int size = 0;
    for (int tries = 0; size < count && tries < DRAWS_PER_NEGATIVE * count; tries++) {
      int item = random.nextInt(known.length);
      if (known[item] && Arrays.binarySearch(had, item) < 0 && isNew(drawn, size, item)) {
        drawn[size++] = item;
      }
    }
    return Arrays.copyOf(drawn, size);
  }

  private static boolean isNew(int[] drawn, int size, int item) {
    for (int i = 0; i < size; i++) {
      if (drawn[i] == item) {
        return false;
      }
    }
    return true;
  }
}
