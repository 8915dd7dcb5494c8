package io.storeloop.campaign.decision;

import io.storeloop.campaign.cap.Refusal;
import io.storeloop.campaign.lifecycle.Campaign;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Why campaigns may not act for this shopper now though their condition may hold.
 *
 * @param onLists exclusion lists that the shopper is on
 * @param refused by campaign, in words: a cap, a budget, or a pool without codes; by {@link
 *     Refusal#SHOP} what refused for all of them
 */
record Denials(Set<String> onLists, Map<UUID, String> refused) {
  static final Denials NONE = new Denials(Set.of(), Map.of());

  /** So many campaigns may turn out to be used up before the place stays empty. */
  static final int MOST_REFUSED = 20;

  Denials {
    onLists = Set.copyOf(onLists);
    refused = Map.copyOf(refused);
  }

  /** What keeps the campaign from acting; empty if nothing does. */
  Optional<String> reason(Campaign campaign) {
    for (String list : campaign.plan().exclusionLists()) {
      if (onLists.contains(list)) {
        return Optional.of("the shopper is on the exclusion list '%s'".formatted(list));
      }
    }
    return Optional.ofNullable(refused.getOrDefault(campaign.id(), refused.get(Refusal.SHOP)));
  }

  /** Whether no further campaign is tried. */
  boolean areEnough() {
    return refused.size() >= MOST_REFUSED;
  }

  Denials and(UUID scope, String reason) {
    Map<UUID, String> more = new LinkedHashMap<>(refused);
    more.put(scope, reason);
    return new Denials(onLists, more);
  }
}
