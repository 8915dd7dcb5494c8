package io.storeloop.campaign.allocation;

import io.storeloop.algorithms.bandit.ArmPosterior;
import io.storeloop.algorithms.bandit.ThompsonSampling;
import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.sampling.Assignment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The weights of the next batch, by what the offers have shown. */
public final class OfferWeights {
  private static final int DECIMALS = 4;

  private OfferWeights() {}

  /**
   * Thompson sampling on the share of shoppers who reached the goal.
   *
   * @param shown by offer: converted and all shoppers, of their first decision; empty where there
   *     was nobody
   * @param floor share spread evenly, in (0, 1]
   */
  public static List<BigDecimal> of(List<Optional<Proportion>> shown, BigDecimal floor) {
    List<ArmPosterior> posteriors = new ArrayList<>();
    for (Optional<Proportion> one : shown) {
      posteriors.add(one.map(ArmPosterior::of).orElseGet(ArmPosterior::unknownRate));
    }
    double[] shares = new ThompsonSampling(floor.doubleValue()).allocation(posteriors);
    int[] buckets = buckets(shares);
    return Arrays.stream(buckets)
        .mapToObj(count -> BigDecimal.valueOf(count, DECIMALS).stripTrailingZeros())
        .toList();
  }

  /** Whole buckets of the assignment, so that the chance of each offer is exactly its weight. */
  private static int[] buckets(double[] shares) {
    int[] counts = new int[shares.length];
    int left = Assignment.BUCKETS;
    int largest = 0;
    for (int i = 0; i < shares.length; i++) {
      counts[i] = Math.max(1, (int) Math.floor(shares[i] * Assignment.BUCKETS));
      left -= counts[i];
      largest = shares[i] > shares[largest] ? i : largest;
    }
    counts[largest] += left;
    return counts;
  }
}
