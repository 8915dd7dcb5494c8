package io.storeloop.algorithms.lifetime;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Customers who behave as a process says: what was seen of each, and what came after. */
final class SimulatedShop {
  private static final int MOST = 5_000;

  final List<PurchaseHistory> histories = new ArrayList<>();
  final List<Rhythm> rhythms = new ArrayList<>();
  final List<Integer> counts = new ArrayList<>();
  final List<double[]> waits = new ArrayList<>();

  /** Ages are even between half of {@code age} and {@code age}. */
  SimulatedShop(PurchaseProcess process, int customers, double age, double horizon, long seed) {
    var random = new Random(seed);
    double[] times = new double[MOST];
    for (int i = 0; i < customers; i++) {
      double own = age * (1 + random.nextDouble()) / 2;
      int all = process.draw(PurchaseHistory.NEWCOMER, own + horizon, random, times);
      int seen = 0;
      while (seen < all && times[seen] <= own) {
        seen++;
      }
      double last = seen > 0 ? times[seen - 1] : 0;
      histories.add(new PurchaseHistory(seen, last, own));
      counts.add(all - seen);
      waits.add(all > seen ? new double[] {times[seen] - own} : new double[0]);
      double[] gaps = new double[seen];
      for (int gap = 0; gap < seen; gap++) {
        gaps[gap] = times[gap] - (gap > 0 ? times[gap - 1] : 0);
      }
      rhythms.add(new Rhythm(gaps, own - last));
    }
  }

  int total() {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}
