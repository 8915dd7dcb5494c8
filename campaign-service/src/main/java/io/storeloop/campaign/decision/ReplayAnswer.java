package io.storeloop.campaign.decision;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/** A decision taken again. */
@Schema(name = "ReplayAnswer")
record ReplayAnswer(
    UUID decisionId,
    @Schema(allowableValues = {"kept", "current"}) String inputs,
    @Schema(description = "Whether everything that follows from the inputs came out the same.")
        boolean identical,
    @Schema(description = "What the ledger says.") ReplayedOutcome decided,
    @Schema(description = "What comes out now.") ReplayedOutcome replayed,
    @Schema(
            description = "JSON pointers to the members of the outcome that are not the same.",
            example = "[\"/offerId\"]")
        List<String> differences,
    @Schema(
            description =
                "What has changed since, at most 100: with `kept` campaigns of the placement and the policy, with `current`"
                    + " also the profile.")
        List<ChangedInput> changed) {}
