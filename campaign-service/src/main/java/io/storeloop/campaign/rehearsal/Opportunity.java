package io.storeloop.campaign.rehearsal;

import java.time.Instant;

/**
 * A moment at which the campaign would have looked at a shopper.
 *
 * @param trigger what made it, such as {@code event} or {@code visit}
 */
record Opportunity(Instant at, String trigger) {}
