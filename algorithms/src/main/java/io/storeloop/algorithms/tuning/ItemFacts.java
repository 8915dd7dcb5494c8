package io.storeloop.algorithms.tuning;

/**
 * What is known of every item whoever asks: its popularity, and how late in histories it comes,
 * which tells a new item from one that fades where there is an order.
 */
final class ItemFacts {
  /** Number of facts per item. */
  static final int COUNT = 3;

  /** Users added to the number of an item's, so that few of them prove little. */
  private static final double PRIOR_USERS = 3;

  private final float[] facts;

  ItemFacts(Histories histories) {
    int n = histories.itemCount();
    double[] users = new double[n];
    double[] last = new double[n];
    double[] lateness = new double[n];
    for (int user = 0; user < histories.userCount(); user++) {
      int size = histories.size(user);
      for (int place = 0; place < size && histories.ordered(); place++) {
        int item = histories.item(user, place);
        last[item] += place == size - 1 ? 1 : 0;
        lateness[item] += size == 1 ? 0 : (double) place / (size - 1) - 0.5;
      }
      for (int place = 0; place < size; place++) {
        users[histories.item(user, place)]++;
      }
    }
    facts = new float[COUNT * n];
    for (int item = 0; item < n; item++) {
      facts[COUNT * item] = (float) Math.log1p(users[item]);
      facts[COUNT * item + 1] = (float) (last[item] / (users[item] + PRIOR_USERS));
      facts[COUNT * item + 2] = (float) (lateness[item] / (users[item] + PRIOR_USERS));
    }
  }

  private ItemFacts(float[] facts) {
    this.facts = facts;
  }

  /** Of values that were counted before. */
  static ItemFacts of(float[] values) {
    return new ItemFacts(values);
  }

  /** Item after item, not to be written to. */
  float[] values() {
    return facts;
  }

  /** Writes the item's facts. */
  void write(int item, float[] to, int at) {
    System.arraycopy(facts, COUNT * item, to, at, COUNT);
  }
}
