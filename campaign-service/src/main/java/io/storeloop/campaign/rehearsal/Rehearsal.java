package io.storeloop.campaign.rehearsal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rehearsal and what came of it. */
@Schema(name = "Rehearsal")
record Rehearsal(
    UUID rehearsalId,
    UUID campaignId,
    @Schema(description = "Of the plan that was rehearsed.") long version,
    @Schema(example = "30") int days,
    @Schema(allowableValues = {"running", "finished", "failed"}) String state,
    @Schema(description = "What it is doing, or did last.", example = "replaying shoppers")
        String step,
    @Schema(description = "Shoppers replayed so far.", example = "400") long done,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Schema(description = "Why it failed; present once failed.") @Nullable Failure failure,
    @Schema(description = "Present once finished.") @Nullable RehearsalReport report) {

  /** Why it failed. */
  @Schema(name = "RehearsalFailure")
  record Failure(
      @Schema(
              allowableValues = {
                "not_rehearsable",
                "profile_unavailable",
                "took_too_long",
                "interrupted",
                "internal_error"
              })
          String code,
      String detail) {}
}
