package io.storeloop.campaign.decision;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came out of a decision, as far as it follows from its inputs. */
@Schema(name = "ReplayedOutcome")
record ReplayedOutcome(
    @Nullable UUID campaignId,
    @Nullable String offerId,
    boolean holdout,
    @Nullable Double treatmentProbability,
    @Nullable String fallback,
    @Nullable String language,
    @Schema(type = "object") JsonNode inputs,
    @Schema(type = "array", implementation = ReasonAnswer.class) JsonNode reasons,
    List<Considered> considered,
    @Nullable Draw draw) {

  static ReplayedOutcome of(LedgerEntry entry) {
    return new ReplayedOutcome(
        entry.campaignId(),
        entry.offerId(),
        entry.holdout(),
        entry.treatmentProbability(),
        entry.fallback(),
        entry.served().path("language").asString(null),
        entry.inputs(),
        entry.reasons(),
        entry.considered(),
        entry.draw());
  }

  /** JSON pointers to what is not the same, in the order of the fields. */
  List<String> differences(ReplayedOutcome other) {
    List<String> found = new ArrayList<>();
    compare("/campaignId", Objects.equals(campaignId, other.campaignId), found);
    compare("/offerId", Objects.equals(offerId, other.offerId), found);
    compare("/holdout", holdout == other.holdout, found);
    compare(
        "/treatmentProbability",
        Objects.equals(treatmentProbability, other.treatmentProbability),
        found);
    compare("/fallback", Objects.equals(fallback, other.fallback), found);
    compare("/language", Objects.equals(language, other.language), found);
    compare("/inputs", JsonValues.areEqual(inputs, other.inputs), found);
    compare("/reasons", JsonValues.areEqual(reasons, other.reasons), found);
    compare("/considered", considered.equals(other.considered), found);
    compare("/draw", Objects.equals(draw, other.draw), found);
    return found;
  }

  private static void compare(String pointer, boolean same, List<String> found) {
    if (!same) {
      found.add(pointer);
    }
  }
}
