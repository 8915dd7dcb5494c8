package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.filter.Matches;
import io.storeloop.recommendation.filter.RememberedMatches;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.popularity.Popularity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where to look for popular items that a filter lets through, so that a narrow filter need not be
 * asked of the whole catalogue for every list. Made once per model.
 *
 * <p>By category the ranks of its items; for any other filter the first ranks that met it when they
 * were last looked for, at most {@link #MAX_FOUND}, by one request every {@link #KEPT_NANOS}. These
 * are hints: whoever takes an item asks the filter again, so that nothing is shown that does not
 * meet it now; an item that has just come to meet it may be missed that long. Thread-safe.
 */
final class PopularRanks {
  /** Ranks remembered per filter: more than ten lists are long. */
  static final int MAX_FOUND = 1_000;

  static final int MAX_FILTERS = 500;
  static final long KEPT_NANOS = 1_000_000_000;

  private static final int[] NONE = {};
  private static final int UNRANKED = Integer.MAX_VALUE;

  private record Found(int[] ranks, long at) {}

  private final Popularity popularity;
  private final Map<String, int[]> byCategory;
  private final int[] rankByItem;
  private final RememberedMatches matches;
  private final Map<ItemFilter, Found> found = new ConcurrentHashMap<>();

  PopularRanks(Popularity popularity, Catalogue catalogue, RememberedMatches matches) {
    this.popularity = popularity;
    this.matches = matches;
    this.byCategory = byCategory(popularity, catalogue);
    this.rankByItem = new int[catalogue.size()];
    Arrays.fill(rankByItem, UNRANKED);
    for (int rank = 0; rank < popularity.size(); rank++) {
      rankByItem[popularity.item(rank)] = rank;
    }
  }

  private static Map<String, int[]> byCategory(Popularity popularity, Catalogue catalogue) {
    Map<String, Integer> sizes = new HashMap<>();
    for (int rank = 0; rank < popularity.size(); rank++) {
      String category = catalogue.item(popularity.item(rank)).category();
      if (category != null) {
        sizes.merge(category, 1, Integer::sum);
      }
    }
    Map<String, int[]> ranks = HashMap.newHashMap(sizes.size());
    sizes.forEach((category, size) -> ranks.put(category, new int[size]));
    for (int rank = popularity.size() - 1; rank >= 0; rank--) {
      String category = catalogue.item(popularity.item(rank)).category();
      int[] of = category == null ? null : ranks.get(category);
      if (of != null) {
        int left = sizes.merge(category, -1, Integer::sum);
        if (left >= 0) {
          of[left] = rank;
        }
      }
    }
    return ranks;
  }

  Popularity popularity() {
    return popularity;
  }

  /** 0 for the most popular item; behind all others for one that nobody likes yet. */
  int rankOf(int catalogueItem) {
    return catalogueItem < rankByItem.length ? rankByItem[catalogueItem] : UNRANKED;
  }

  /** Share of the most popular item's interest, 0 for one that nobody likes yet. */
  double scoreOf(int catalogueItem) {
    int rank = rankOf(catalogueItem);
    return rank == UNRANKED ? 0 : popularity.score(rank);
  }

  /** The ranks of a category, best first. */
  int[] of(String category) {
    return byCategory.getOrDefault(category, NONE);
  }

  /**
   * Ranks to look at for a filter, best first; {@code nanos}: the present {@link System#nanoTime}.
   */
  int[] of(ItemFilter filter, long nanos) {
    Found known = found.get(filter);
    if (known != null && nanos - known.at() < KEPT_NANOS) {
      return known.ranks();
    }
    if (known != null) {
      found.put(filter, new Found(known.ranks(), nanos)); // others go on with what was found
    } else if (found.size() >= MAX_FILTERS) {
      found.clear();
    }
    int[] ranks = find(filter, nanos);
    found.put(filter, new Found(ranks, nanos));
    return ranks;
  }

  private int[] find(ItemFilter filter, long nanos) {
    Matches now = matches.of(filter, nanos);
    int[] ranks = new int[MAX_FOUND];
    int count = 0;
    int[] base = filter.categories().map(this::ofAll).orElse(null);
    int end = base == null ? popularity.size() : base.length;
    for (int place = 0; place < end && count < MAX_FOUND; place++) {
      int rank = base == null ? place : base[place];
      if (now.test(popularity.item(rank))) {
        ranks[count++] = rank;
      }
    }
    return Arrays.copyOf(ranks, count);
  }

  private int[] ofAll(Set<String> categories) {
    return categories.stream().flatMapToInt(name -> Arrays.stream(of(name))).sorted().toArray();
  }
}
