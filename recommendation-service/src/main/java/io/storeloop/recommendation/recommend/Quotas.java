package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.merchandising.RulesInForce;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts a list against the shop's quotas. */
final class Quotas {
  private record Counted(RulesInForce.Limit quota, Map<String, Integer> counts) {}

  private final List<Counted> quotas;

  Quotas(List<RulesInForce.Limit> quotas) {
    this.quotas =
        quotas.stream().map(quota -> new Counted(quota, new HashMap<String, Integer>())).toList();
  }

  /** Whether the item may be added without breaking one. */
  boolean allow(CatalogueItem item) {
    for (Counted counted : quotas) {
      String group = counted.quota().per().of(item);
      if (group != null
          && counted.quota().items().matches(item)
          && counted.counts().getOrDefault(group, 0) >= counted.quota().limit()) {
        return false;
      }
    }
    return true;
  }

  void add(CatalogueItem item) {
    count(item, 1);
  }

  void remove(CatalogueItem item) {
    count(item, -1);
  }

  private void count(CatalogueItem item, int by) {
    for (Counted counted : quotas) {
      String group = counted.quota().per().of(item);
      if (group != null && counted.quota().items().matches(item)) {
        counted.counts().merge(group, by, Integer::sum);
      }
    }
  }
}
