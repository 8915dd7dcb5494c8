package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.Shopper;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was decided for a shopper at a place, as the ledger keeps it.
 *
 * @param fallback why less was answered than could be; absent normally
 * @param asOf how current the profile was
 * @param context what the page sent along
 */
record Decision(
    UUID id,
    Instant decidedAt,
    Shopper shopper,
    String placement,
    Selection selection,
    @Nullable String fallback,
    Instant asOf,
    JsonNode context) {}
