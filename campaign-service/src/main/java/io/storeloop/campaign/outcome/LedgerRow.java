package io.storeloop.campaign.outcome;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the ledger's follower meets it.
 *
 * @param tx the transaction it was written by, the first part of its place
 * @param shopper {@code u:} and the userId, or {@code a:} and the anonymousId of somebody unknown
 * @param arm the offer's id, or empty in the holdout
 * @param answered whether it was seen or clicked already
 */
record LedgerRow(
    String tx,
    UUID id,
    UUID campaignId,
    String shopper,
    @Nullable String userId,
    @Nullable String anonymousId,
    String arm,
    Instant decidedAt,
    boolean answered) {}
