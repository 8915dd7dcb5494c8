package io.storeloop.recommendation.gate;

import io.storeloop.algorithms.metrics.Exposure;
import io.storeloop.algorithms.metrics.ListDiversity;
import io.storeloop.algorithms.scoring.TopItems;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the lists of one scorer show: how many items, how evenly, how unlike. Not thread-safe. */
final class ShownItems {
  /**
   * Lists whose diversity is measured, evenly taken: it costs as much as the items have users, for
   * every pair of a list.
   */
  private static final int DIVERSITY_LISTS = 25;

  private final int limit;
  private final Exposure exposure;
  private final ListDiversity diversity;
  private final TopItems top;
  private final int step;
  private double diversitySum;
  private int measured;
  private int lists;

  /** {@code limit}: length of a list. */
  ShownItems(int limit, LaterBehaviour later) {
    this.limit = limit;
    this.exposure = new Exposure(later.usersByItem(), later.earlierUsers());
    this.diversity = later.diversity();
    this.top = new TopItems(limit);
    this.step = Math.max(1, later.users() / DIVERSITY_LISTS);
  }

  /** Counts the list that scores make for a user, without what the user has met. */
  void add(double[] scores, int[] met) {
    top.clear();
    for (int item = 0; item < scores.length; item++) {
      if (scores[item] > 0 && Arrays.binarySearch(met, item) < 0) {
        top.offer(item, scores[item]);
      }
    }
    int[] list = top.sort().toItems();
    exposure.add(list, list.length);
    if (lists % step == 0) {
      diversitySum += diversity.of(list, list.length);
      measured++;
    }
    lists++;
  }

  /** By name; of popularity the mean number of users, of novelty bits. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("coverage@" + limit, exposure.coverage());
    values.put("gini@" + limit, exposure.gini());
    values.put("meanPopularity@" + limit, exposure.meanPopularity());
    values.put("novelty@" + limit, exposure.novelty());
    values.put("diversity@" + limit, measured == 0 ? 0 : diversitySum / measured);
    return values;
  }
}
