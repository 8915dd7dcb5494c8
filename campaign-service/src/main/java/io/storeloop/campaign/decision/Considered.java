package io.storeloop.campaign.decision;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A campaign that addresses the shopper. */
@Schema(name = "ConsideredCampaign")
record Considered(
    UUID campaignId,
    @Schema(description = "The campaign's version at that time.") long version,
    @Schema(description = "Why the next one was asked; absent for the campaign that decided.")
        @Nullable String passedBy) {}
