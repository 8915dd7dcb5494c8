package io.storeloop.campaign.exclusion;

import java.time.Instant;

/** A list of users whom campaigns leave alone, by its name. */
record ExclusionList(String listId, String name, long users, Instant createdAt) {}
