package io.storeloop.campaign.decision;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One row of the ledger, as the API shows it. */
@Schema(name = "DecisionRecord")
record LedgerEntry(
    UUID decisionId,
    Instant decidedAt,
    @Nullable String userId,
    @Nullable String anonymousId,
    String placement,
    @Schema(
            description =
                "The campaign that decided; absent if none did, and for the global holdout.")
        @Nullable UUID campaignId,
    @Schema(description = "The arm; absent in the holdout.") @Nullable String offerId,
    @Schema(description = "Whether the shopper was kept out to measure the effect.")
        boolean holdout,
    @Schema(description = "The chance, before the draw, of not being held out.", example = "0.9")
        @Nullable Double treatmentProbability,
    @Nullable String fallback,
    Instant asOf,
    @Schema(
            type = "object",
            description = "The profile's values that the clauses met; null where it had none.",
            example = "{\"features.recencyDays\": 42}")
        JsonNode inputs,
    @Schema(type = "array", implementation = ReasonAnswer.class) JsonNode reasons,
    @Schema(type = "object", description = "What the page sent along.") JsonNode context,
    @Schema(
            type = "object",
            description =
                "What was given along: language, couponCode, recommendationId, modelVersion, itemIds.",
            example = "{\"language\": \"de\"}")
        JsonNode served,
    @Schema(description = "What it rests on; absent of decisions from before that was kept.")
        @Nullable Basis basis,
    @Schema(description = "The campaigns that address the shopper, in the order they were asked.")
        List<Considered> considered,
    @Schema(description = "What was drawn; absent where no campaign decided.") @Nullable Draw draw,
    @Schema(description = "When the offer really appeared, if it has been reported.")
        @Nullable Instant exposedAt,
    @Schema(description = "When it was clicked, if it has been reported.")
        @Nullable Instant clickedAt) {}
