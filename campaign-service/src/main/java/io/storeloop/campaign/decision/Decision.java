package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.Shopper;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was decided for a shopper at a place, as the ledger keeps it.
 *
 * @param served what is given along with the offer; absent without one
 * @param fallback why less was answered than could be; absent normally
 * @param asOf how current the profile was
 * @param context what the page sent along
 * @param basis what it rests on
 */
record Decision(
    UUID id,
    Instant decidedAt,
    Shopper shopper,
    String placement,
    Selection selection,
    @Nullable Served served,
    @Nullable String fallback,
    Instant asOf,
    JsonNode context,
    Basis basis) {
  Decision with(Served other) {
    return new Decision(
        id, decidedAt, shopper, placement, selection, other, fallback, asOf, context, basis);
  }
}
