package io.storeloop.profile.uplift;

import java.time.Instant;
import java.util.UUID;

/**
 * What a campaign did with a shopper first, and what came of it. By assignment: whoever was to get
 * an offer is treated, seen or not.
 *
 * @param treatmentProbability before the draw, in (0, 1]
 * @param converted whether the goal was reached within the window
 */
record Exposure(
    UUID profileId,
    Instant decidedAt,
    boolean treated,
    double treatmentProbability,
    boolean converted) {}
