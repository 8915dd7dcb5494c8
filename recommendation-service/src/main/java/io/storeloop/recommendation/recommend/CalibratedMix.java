package io.storeloop.recommendation.recommend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the next item so that the list keeps the mix of categories of the shopper's own
 * interests: the one with the largest (1 - λ) · relevance - λ · KL(p ‖ q), where p are the
 * shopper's shares and q those of the list with the item. A shopper of 70 % sport and 30 % books is
 * shown books, too.
 *
 * <p>q is mixed with a hundredth of p, so that the divergence is finite. Greedy, as the source
 * proposes: a list of n costs n · (categories + candidates looked at).
 *
 * <p>Source: Steck, Calibrated Recommendations, RecSys 2018, §3 and §4. Departure: relevance is the
 * score divided by the best one of the same source, because scores of different sources cannot be
 * added; and an item has one category.
 */
final class CalibratedMix {
  private static final double MIXED_IN = 0.01;

  private final Taste taste;
  private final double weight;
  private final Map<String, Integer> counts = new HashMap<>();
  private int size;

  /** {@code weight}: λ, 0 to 1; 0 keeps the order of the scores. */
  CalibratedMix(Taste taste, double weight) {
    this.taste = taste;
    this.weight = weight;
  }

  boolean applies() {
    return weight > 0 && !taste.shares().isEmpty();
  }

  void add(Candidate candidate) {
    size++;
    if (candidate.item().category() != null) {
      counts.merge(candidate.item().category(), 1, Integer::sum);
    }
  }

  /**
   * The place of the best of some candidates of one source, which are in the order of their scores.
   */
  int best(List<Candidate> candidates) {
    double largest = Math.max(candidates.getFirst().score(), Double.MIN_NORMAL);
    double divergence = divergence();
    int best = 0;
    double bestValue = Double.NEGATIVE_INFINITY;
    for (int place = 0; place < candidates.size(); place++) {
      Candidate candidate = candidates.get(place);
      double value =
          (1 - weight) * candidate.score() / largest
              - weight * (divergence + change(candidate.item().category()));
      if (value > bestValue) {
        bestValue = value;
        best = place;
      }
    }
    return best;
  }

  /** KL(p ‖ q) if the next item had no category. */
  private double divergence() {
    double sum = 0;
    for (Map.Entry<String, Double> share : taste.shares().entrySet()) {
      sum += term(share.getValue(), counts.getOrDefault(share.getKey(), 0));
    }
    return sum;
  }

  /** What the divergence changes by if the next item is of that category. */
  private double change(@Nullable String category) {
    Double share = category == null ? null : taste.shares().get(category);
    if (share == null) {
      return 0;
    }
    int count = counts.getOrDefault(category, 0);
    return term(share, count + 1) - term(share, count);
  }

  private double term(double share, int count) {
    double shown = (1 - MIXED_IN) * count / (size + 1.0) + MIXED_IN * share;
    return share * Math.log(share / shown);
  }
}
