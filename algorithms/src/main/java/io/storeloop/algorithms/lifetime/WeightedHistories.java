package io.storeloop.algorithms.lifetime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Histories that are equal, once each, with how many customers have them: a likelihood costs as
 * much as there are different ones. Ascending.
 */
final class WeightedHistories {
  private final List<PurchaseHistory> distinct = new ArrayList<>();
  private final double[] weights;

  WeightedHistories(List<PurchaseHistory> histories) {
    List<PurchaseHistory> sorted = new ArrayList<>(histories);
    Collections.sort(sorted);
    this.weights = new double[sorted.size()];
    for (PurchaseHistory history : sorted) {
      if (distinct.isEmpty() || !distinct.getLast().equals(history)) {
        distinct.add(history);
      }
      weights[distinct.size() - 1]++;
    }
  }

  int size() {
    return distinct.size();
  }

  /** Σ over all customers; O(different histories). */
  double logLikelihood(PurchaseProcess process) {
    double sum = 0;
    for (int i = 0; i < distinct.size(); i++) {
      sum += weights[i] * process.logLikelihood(distinct.get(i));
    }
    return sum;
  }
}
