package io.storeloop.algorithms.ranking;

import java.util.Arrays;

/** Sums over the pairs of each user, or of each item. */
final class PairSide {
  final int[] views;
  final int[] views30;
  final int[] views7;
  final int[] purchases;
  final int[] purchases30;
  final int[] pairs;
  final int[] pairs30;

  /** Pairs with a purchase, with one in the last month, and with purchases on several days. */
  final int[] bought;

  final int[] bought30;
  final int[] again;
  final int[] lastAny;
  final double[] decayed;

  PairSide(int size) {
    views = new int[size];
    views30 = new int[size];
    views7 = new int[size];
    purchases = new int[size];
    purchases30 = new int[size];
    pairs = new int[size];
    pairs30 = new int[size];
    bought = new int[size];
    bought30 = new int[size];
    again = new int[size];
    lastAny = new int[size];
    decayed = new double[size];
    Arrays.fill(lastAny, Integer.MIN_VALUE);
  }

  void add(int index, PairFeatures.Pair pair) {
    views[index] += pair.views();
    views30[index] += pair.views30();
    views7[index] += pair.views7();
    purchases[index] += pair.purchases;
    purchases30[index] += pair.purchases30;
    pairs[index]++;
    pairs30[index] += pair.within30(pair.lastAny) ? 1 : 0;
    bought[index] += pair.purchases > 0 ? 1 : 0;
    bought30[index] += pair.within30(pair.lastPurchase) ? 1 : 0;
    again[index] += pair.purchaseDays > 1 ? 1 : 0;
    lastAny[index] = Math.max(lastAny[index], pair.lastAny);
    decayed[index] += pair.decayed15;
  }
}
