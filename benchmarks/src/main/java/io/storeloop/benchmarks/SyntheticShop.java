package io.storeloop.benchmarks;

import io.storeloop.algorithms.similarity.InteractionMatrix;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A shop of seeded random purchases: few items sell a lot and few users buy a lot, as in real ones.
 */
final class SyntheticShop {
  private static final double ITEM_SKEW = 2.5;
  private static final double USER_SKEW = 2;

  private SyntheticShop() {}

  static InteractionMatrix interactions(int users, int items, int count, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int[] shuffledItems = random.ints(0, items).distinct().limit(items).toArray();
    var builder = InteractionMatrix.builder(users, items);
    for (int i = 0; i < count; i++) {
      int user = skewed(random, users, USER_SKEW);
      int item = shuffledItems[skewed(random, items, ITEM_SKEW)];
      builder.add(user, item, 1, i);
    }
    return builder.build();
  }

  private static int skewed(RandomGenerator random, int bound, double skew) {
    return (int) (bound * Math.pow(random.nextDouble(), skew));
  }
}
