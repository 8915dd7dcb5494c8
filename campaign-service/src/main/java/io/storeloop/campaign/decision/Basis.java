package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.KeptProfile;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.common.conditions.Subject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a decision rests on beside who asked, where and when: enough to take it again. Written into
 * the ledger as it stands.
 */
@Schema(name = "DecisionBasis")
record Basis(
    @Schema(
            description =
                "The last change of any campaign or of the policy that was in force; 0 with `only`.")
        long revision,
    long policyVersion,
    @Schema(
            description =
                "The one campaign that was asked, for a send or a flag of its own; absent: all that ran.")
        @Nullable Only only,
    @Schema(
            type = "object",
            description =
                "The profile's values at every path that a campaign of the placement asks for; what is not here it did"
                    + " not have. Absent if there was no profile.",
            example = "{\"features.recencyDays\": 42}")
        @Nullable JsonNode profile,
    @Schema(description = "What the shopper said to marketing; absent if nobody asked.")
        @Nullable Boolean marketing,
    @Schema(description = "Whether silence counts as a no.") boolean consentRequired,
    @Nullable String acceptLanguage,
    @Schema(description = "Exclusion lists that the shopper is on.") Set<String> onLists,
    @Schema(
            description =
                "By campaign: the cap, budget or pool that refused. Under the nil id: the shop's cap, which refuses for all of them.")
        Map<UUID, String> refused) {

  /** A campaign that was asked alone. */
  @Schema(name = "DecisionBasisOnly")
  record Only(UUID campaignId, long version) {}

  Basis {
    onLists = new TreeSet<>(onLists);
    refused = new TreeMap<>(refused);
  }

  /** Of a question that a page asks. */
  static Basis of(
      InForce inForce, Question question, Known known, boolean consentRequired, Denials denials) {
    return new Basis(
        inForce.revision(),
        inForce.policy().version(),
        inForce.only(),
        KeptProfile.keep(known.subject(), inForce.at(question.placement()).paths()),
        known.marketing().orElse(null),
        consentRequired,
        question.acceptLanguage(),
        denials.onLists(),
        denials.refused());
  }

  /** Of a question to which there is no profile. */
  static Basis withoutProfile(InForce inForce, Question question, boolean consentRequired) {
    return new Basis(
        inForce.revision(),
        inForce.policy().version(),
        inForce.only(),
        null,
        null,
        consentRequired,
        question.acceptLanguage(),
        Set.of(),
        Map.of());
  }

  /** Of a send, where consent is looked at by whoever sends. */
  static Basis ofSend(InForce inForce, String placement, Known known) {
    return new Basis(
        inForce.revision(),
        inForce.policy().version(),
        inForce.only(),
        KeptProfile.keep(known.subject(), inForce.at(placement).paths()),
        null,
        false,
        null,
        Set.of(),
        Map.of());
  }

  Optional<Subject> subject() {
    return Optional.ofNullable(profile).map(KeptProfile::new);
  }

  Denials denials() {
    return new Denials(onLists, refused);
  }

  /** Whether the shopper may be shown anything. */
  boolean isConsented() {
    return marketing == null ? !consentRequired : marketing;
  }

  /** The same with another profile, and with what its owner says to marketing. */
  Basis with(Known known, Set<String> paths) {
    return new Basis(
        revision,
        policyVersion,
        only,
        KeptProfile.keep(known.subject(), paths),
        known.marketing().orElse(null),
        consentRequired,
        acceptLanguage,
        onLists,
        refused);
  }

  Basis denying(Denials denials) {
    return new Basis(
        revision,
        policyVersion,
        only,
        profile,
        marketing,
        consentRequired,
        acceptLanguage,
        denials.onLists(),
        denials.refused());
  }
}
