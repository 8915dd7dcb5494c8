package io.storeloop.algorithms.metrics;

import java.util.List;

/** What a ranking is worth to one user, in [0, 1], by the name it has in reports. */
public enum RankingMetric {
  HIT_RATE("hitRate") {
    @Override
    public double of(RelevantRanks user, int k) {
      return user.hitRateAt(k);
    }
  },
  PRECISION("precision") {
    @Override
    public double of(RelevantRanks user, int k) {
      return user.precisionAt(k);
    }
  },
  RECALL("recall") {
    @Override
    public double of(RelevantRanks user, int k) {
      return user.recallAt(k);
    }
  },
  MRR("mrr") {
    @Override
    public double of(RelevantRanks user, int k) {
      return user.reciprocalRankAt(k);
    }
  },
  NDCG("ndcg") {
    @Override
    public double of(RelevantRanks user, int k) {
      return user.ndcgAt(k);
    }
  },
  MAP("map") {
    @Override
    public double of(RelevantRanks user, int k) {
      return user.averagePrecisionAt(k);
    }
  };

  private final String label;

  RankingMetric(String label) {
    this.label = label;
  }

  /** The value for one user. */
  public abstract double of(RelevantRanks user, int k);

  /** The value for each of the users, in their order. */
  public double[] of(List<RelevantRanks> users, int k) {
    return users.stream().mapToDouble(user -> of(user, k)).toArray();
  }

  /** The key in reports, such as {@code ndcg@10}. */
  public String at(int k) {
    return label + "@" + k;
  }
}
