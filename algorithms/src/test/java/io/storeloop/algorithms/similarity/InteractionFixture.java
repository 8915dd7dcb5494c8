package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.similarity.NaiveCooccurrence.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Who bought what: a shop small enough to know by heart, and a seeded large one. */
final class InteractionFixture {
  static final int ANNA = 0;
  static final int BEN = 1;
  static final int CLARA = 2;

  static final int SHOES = 0;
  static final int SOCKS = 1;
  static final int HAT = 2;
  static final int SCARF = 3;
  static final int GLOVES = 4;

  private InteractionFixture() {}

  static Interaction bought(int user, int item, long moment) {
    return new Interaction(user, item, 1, moment);
  }

  static InteractionMatrix matrixOf(int users, int items, List<Interaction> interactions) {
    var builder = InteractionMatrix.builder(users, items);
    for (Interaction one : interactions) {
      builder.add(one.user(), one.item(), one.weight(), one.moment());
    }
    return builder.build();
  }

  static InteractionMatrix shopOf(Interaction... interactions) {
    return matrixOf(3, 5, List.of(interactions));
  }

  /**
   * Interactions of skewed popularity, with repeats and baskets; weights are quarters, so their
   * sums are exact.
   */
  static List<Interaction> seeded(long seed, int users, int items, int count, boolean weighted) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Interaction> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int item = (int) (items * Math.pow(random.nextDouble(), 2));
      float weight = weighted ? 0.25f * random.nextInt(1, 20) : 1;
      result.add(new Interaction(random.nextInt(users), item, weight, random.nextInt(50)));
    }
    return result;
  }
}
