package io.storeloop.recommendation.merchandising;

import java.time.Instant;

/** A rule as it is kept. */
public record MerchandisingRule(
    String id, RuleDraft draft, long version, Instant createdAt, Instant updatedAt) {}
