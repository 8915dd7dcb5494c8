package io.storeloop.algorithms.session;

import io.storeloop.algorithms.scoring.ItemSums;
import io.storeloop.algorithms.scoring.TopItems;
import java.util.Arrays;

/**
 * Reusable working space of one call after another: grows to the index it is used with, 4 bytes per
 * session and about 32 per item. One per thread, for any number of scorers. Not thread-safe.
 */
public final class SessionScratch {
  private static final int[] NO_INTS = {};

  /** The present session: its latest different items, the latest first. */
  int[] queryItems = NO_INTS;

  /** Clicks after each of them. */
  int[] queryDistances = NO_INTS;

  int queryCount;

  /** By item: its place in {@link #queryItems} plus 1, 0 where it is not part of it. */
  int[] queryPlaces = NO_INTS;

  /** By session: what was added up for it. All 0 between calls. */
  float[] similarities = {};

  /** Sessions met, each with the place of the latest item it shares in the lowest 8 bits. */
  int[] met = NO_INTS;

  /** Neighbours: bits of the similarity above, the value of {@link #met} below. */
  long[] neighbours = {};

  int neighbourCount;

  /** The scores of the items. */
  ItemSums scores = new ItemSums(0);

  /** By item: what the fused kernel says. All 0 between calls. */
  double[] kernelScores = {};

  int[] kernelScored = NO_INTS;
  int kernelCount;

  /** What the last fusion multiplied the scores of the two models by. */
  double sessionScale = 1;

  double kernelScale;

  /** By item: its place in the answer plus 1. All 0 between calls. */
  int[] answerPlaces = NO_INTS;

  /**
   * Sessions and items looked at so far, by all calls: a measure of cost that no clock disturbs.
   */
  long work;

  /** Of no meaning: what is read ahead must be put somewhere. */
  int asked;

  final TopItems best = new TopItems(0);

  void fit(SessionIndex index, int most) {
    if (similarities.length < index.pagedCount()) {
      similarities = new float[index.pagedCount()];
      met = new int[index.pagedCount() + 1];
      neighbours = new long[index.pagedCount()];
    }
    if (scores.itemCount() < index.itemCount()) {
      scores = new ItemSums(index.itemCount());
      kernelScores = new double[index.itemCount()];
      kernelScored = new int[index.itemCount()];
      queryPlaces = new int[index.itemCount()];
      answerPlaces = new int[index.itemCount()];
    }
    if (queryItems.length < most) {
      queryItems = Arrays.copyOf(queryItems, most);
      queryDistances = Arrays.copyOf(queryDistances, most);
    }
  }

  /** What the last call has scored. */
  public ItemSums scores() {
    return scores;
  }

  /** Forgets the last call; time is that of what it touched. */
  void clear() {
    for (int i = 0; i < queryCount; i++) {
      queryPlaces[queryItems[i]] = 0;
    }
    scores.clear();
    for (int i = 0; i < kernelCount; i++) {
      kernelScores[kernelScored[i]] = 0;
    }
    queryCount = 0;
    neighbourCount = 0;
    kernelCount = 0;
    sessionScale = 1;
    kernelScale = 0;
  }
}
