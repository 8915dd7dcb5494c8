package io.storeloop.campaign.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A shopper who reached a campaign's goal: one per campaign and shopper, however often.
 *
 * @param decisionId the last decision before the goal was first reached
 * @param afterExposure whether it was reached after an offer was really seen
 * @param revenue of all that counts inside the windows, by currency; each line counts once
 */
record Conversion(
    UUID campaignId,
    String shopper,
    UUID decisionId,
    Instant convertedAt,
    boolean afterExposure,
    Map<String, BigDecimal> revenue) {}
