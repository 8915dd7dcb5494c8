package io.storeloop.algorithms.basket;

import io.storeloop.algorithms.scoring.TopItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For every item the items that baskets hold beside it more often than chance explains: strongest
 * evidence (G²) first, ties to the lower index, at most K. Immutable.
 *
 * <p>A pair is believed if it met often enough, its lift is above the bar, and its p-value passes
 * Benjamini and Hochberg's procedure. The number of tests is that of all pairs of items ever
 * bought, those that never met included: the few that met were not chosen before looking, so
 * counting only them would be cheating. The order is by evidence and not by lift, which is largest
 * where least is known.
 *
 * <p>Time O(pairs · log K), memory 8 bytes per pair that met, and the lists. Deterministic.
 *
 * <p>Sources: {@link LogLikelihoodRatio}; Brin et al., Dynamic Itemset Counting and Implication
 * Rules for Market Basket Data, SIGMOD 1997 (lift, there called interest); Benjamini and Hochberg,
 * Controlling the False Discovery Rate, JRSS B 57 (1995).
 */
public final class BoughtTogether {
  private final List<List<Partner>> rows;
  private final double leastEvidence;

  private BoughtTogether(List<List<Partner>> rows, double leastEvidence) {
    this.rows = rows;
    this.leastEvidence = leastEvidence;
  }

  /** Finds the partners as the counts stand now. */
  public static BoughtTogether of(BasketCounts counts, BasketOptions options) {
    double leastEvidence = leastEvidence(counts, options);
    var top = new TopItems(options.limit());
    List<List<Partner>> rows = new ArrayList<>(counts.itemCount());
    for (int item = 0; item < counts.itemCount(); item++) {
      rows.add(row(counts, options, item, leastEvidence, top));
    }
    return new BoughtTogether(List.copyOf(rows), leastEvidence);
  }

  /** One more than the highest item known. */
  public int itemCount() {
    return rows.size();
  }

  /** The partners of an item, best first; none for an item never bought. */
  public List<Partner> partners(int item) {
    return item < rows.size() ? rows.get(item) : List.of();
  }

  /** The G² from which on a pair was believed; infinite if none was. */
  public double leastEvidence() {
    return leastEvidence;
  }

  private static List<Partner> row(
      BasketCounts counts, BasketOptions options, int item, double leastEvidence, TopItems top) {
    top.clear();
    counts.forEachPartner(
        item,
        (other, together) -> {
          double evidence = evidence(counts, options, item, other, together);
          if (evidence >= leastEvidence && evidence > 0) {
            top.offer(other, evidence);
          }
        });
    top.sort();
    Partner[] partners = new Partner[top.size()];
    for (int place = 0; place < partners.length; place++) {
      partners[place] = partner(counts, item, top.item(place), top.score(place));
    }
    return List.of(partners);
  }

  private static Partner partner(BasketCounts counts, int item, int other, double evidence) {
    long together = counts.together(item, other);
    return new Partner(
        other,
        together,
        (double) together / counts.count(item),
        lift(counts, item, other, together),
        evidence,
        LogLikelihoodRatio.pValue(evidence));
  }

  /** G² of a pair that is worth testing, 0 of any other. */
  private static double evidence(
      BasketCounts counts, BasketOptions options, int item, int other, long together) {
    double lift = lift(counts, item, other, together);
    if (together < options.minTogether() || lift < options.minLift() || lift <= 1) {
      return 0;
    }
    // the lower index first, so that both directions get the same bits
    int first = Math.min(item, other);
    int second = Math.max(item, other);
    return LogLikelihoodRatio.of(
        together, counts.count(first), counts.count(second), counts.basketCount());
  }

  private static double lift(BasketCounts counts, int item, int other, long together) {
    return (double) together
        * counts.basketCount()
        / ((double) counts.count(item) * counts.count(other));
  }

  /** G² of the largest p with p ≤ rate · rank / tests (Benjamini and Hochberg). */
  private static double leastEvidence(BasketCounts counts, BasketOptions options) {
    var tested = new Findings();
    long bought = 0;
    for (int item = 0; item < counts.itemCount(); item++) {
      bought += counts.count(item) > 0 ? 1 : 0;
      int source = item;
      counts.forEachPartner(
          item,
          (other, together) -> {
            if (source < other) {
              tested.add(evidence(counts, options, source, other, together));
            }
          });
    }
    return tested.leastEvidence(options.falseDiscoveryRate(), bought * (bought - 1) / 2.0);
  }

  /** The evidence of the pairs worth testing. */
  private static final class Findings {
    private double[] evidence = new double[1024];
    private int size;

    void add(double found) {
      if (found == 0) {
        return;
      }
      if (size == evidence.length) {
        evidence = Arrays.copyOf(evidence, 2 * size);
      }
      evidence[size++] = found;
    }

    double leastEvidence(double rate, double tests) {
      Arrays.sort(evidence, 0, size);
      for (int weaker = 0; weaker < size; weaker++) {
        int rank = size - weaker;
        if (LogLikelihoodRatio.pValue(evidence[weaker]) <= rate * rank / tests) {
          return evidence[weaker];
        }
      }
      return Double.POSITIVE_INFINITY;
    }
  }
}
