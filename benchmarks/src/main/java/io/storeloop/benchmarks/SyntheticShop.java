package io.storeloop.benchmarks;

import io.storeloop.algorithms.similarity.InteractionMatrix;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A shop of seeded random purchases: few items sell a lot and few users buy a lot, as in real ones.
 */
public final class SyntheticShop {
  private static final double ITEM_SKEW = 2.5;
  private static final double USER_SKEW = 2;

  private SyntheticShop() {}

  /** Takes one purchase. */
  @FunctionalInterface
  public interface Purchases {
    /**
     * @param moment a running number
     */
    void take(int user, int item, int moment);
  }

  /** All purchases as a matrix of unit weights. */
  public static InteractionMatrix interactions(int users, int items, int count, long seed) {
    var builder = InteractionMatrix.builder(users, items);
    forEach(users, items, count, seed, (user, item, moment) -> builder.add(user, item, 1, moment));
    return builder.build();
  }

  /** Shows the purchases one after another, from old to new. */
  public static void forEach(int users, int items, int count, long seed, Purchases purchases) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int[] shuffledItems = random.ints(0, items).distinct().limit(items).toArray();
    for (int i = 0; i < count; i++) {
      int user = skewed(random, users, USER_SKEW);
      int item = shuffledItems[skewed(random, items, ITEM_SKEW)];
      purchases.take(user, item, i);
    }
  }

  private static int skewed(RandomGenerator random, int bound, double skew) {
    return (int) (bound * Math.pow(random.nextDouble(), skew));
  }
}
