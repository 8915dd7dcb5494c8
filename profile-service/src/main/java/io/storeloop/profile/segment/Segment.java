package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import java.time.Instant;

/**
 * The profiles that meet a written condition, at any moment.
 *
 * @param id a slug or a UUID, chosen once
 * @param condition as written; it may name other segments
 * @param version grows with each change, so that two editors cannot overwrite each other unseen
 */
record Segment(
    String id,
    String name,
    String description,
    Condition condition,
    long version,
    Instant createdAt,
    Instant updatedAt) {}
