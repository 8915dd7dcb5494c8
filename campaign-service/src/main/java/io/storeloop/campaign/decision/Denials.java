package io.storeloop.campaign.decision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Campaigns that may not act for this shopper now though their condition may hold, each with the
 * reason in words: an exclusion list, a cap, a budget, a pool without codes.
 */
record Denials(Map<UUID, String> reasons) {
  static final Denials NONE = new Denials(Map.of());

  Denials {
    reasons = Map.copyOf(reasons);
  }

  Optional<String> reason(UUID campaignId) {
    return Optional.ofNullable(reasons.get(campaignId));
  }

  Denials and(UUID campaignId, String reason) {
    Map<UUID, String> more = new LinkedHashMap<>(reasons);
    more.put(campaignId, reason);
    return new Denials(more);
  }
}
