package io.storeloop.recommendation.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer.
 *
 * @param kind which list was asked for
 * @param userId null also for a shopper who does not want to be followed
 * @param modelVersion empty before the first training
 * @param fallback null if it was what was asked for
 * @param items in their order
 * @param context what the caller said about the situation
 */
public record LedgerEntry(
    UUID id,
    Instant answeredAt,
    String kind,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String placement,
    String modelVersion,
    @Nullable String fallback,
    List<LedgerItem> items,
    Map<String, Object> context) {

  /** Whether it is about one of these. */
  boolean isOf(String user, List<String> anonymousIds) {
    return user.equals(userId)
        || (userId == null && anonymousId != null && anonymousIds.contains(anonymousId));
  }
}
