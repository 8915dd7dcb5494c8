package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.HttpProfiles;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.ProfileAnswer.Unavailable;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.CampaignHistory;
import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.campaign.offer.OfferKind;
import io.storeloop.campaign.policy.JdbcPolicies;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.edge.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes decisions again: from what the ledger and the audit keep, which gives the same, or with
 * campaigns, policy and profile as they are now, which tells what has changed. What was claimed or
 * answered by others is taken as it was: caps, budgets, coupon codes, recommended items. So is the
 * time.
 */
@Component
class Replays {
  private static final int MOST_CHANGES = 100;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final JdbcDecisions ledger;
  private final Campaigns campaigns;
  private final CampaignHistory history;
  private final JdbcPolicies policies;
  private final RunningCampaigns running;
  private final HttpProfiles profiles;

  Replays(
      JdbcDecisions ledger,
      Campaigns campaigns,
      CampaignHistory history,
      JdbcPolicies policies,
      RunningCampaigns running,
      HttpProfiles profiles) {
    this.ledger = ledger;
    this.campaigns = campaigns;
    this.history = history;
    this.policies = policies;
    this.running = running;
    this.profiles = profiles;
  }

  /** From what was kept; also names what would be different now, as far as it is known here. */
  ReplayAnswer kept(LedgerEntry entry) {
    Basis basis = basis(entry);
    InForce then = then(entry, basis);
    List<ChangedInput> changed = ChangedInput.between(then, now(basis), entry.placement());
    return answer(entry, "kept", outcome(entry, then, basis), changed);
  }

  /** With campaigns, policy and profile as they are now. */
  ReplayAnswer current(LedgerEntry entry) {
    Basis basis = basis(entry);
    InForce then = then(entry, basis);
    InForce now = now(basis);
    Basis asked = asked(entry, basis, now);
    List<ChangedInput> changed =
        new ArrayList<>(ChangedInput.between(then, now, entry.placement()));
    // paths that campaigns of then asked for are compared, too
    changed.addAll(ChangedInput.between(basis, asked(entry, basis, then)));
    return answer(entry, "current", outcome(entry, now, asked), changed);
  }

  private static ReplayAnswer answer(
      LedgerEntry entry, String inputs, ReplayedOutcome replayed, List<ChangedInput> changed) {
    ReplayedOutcome decided = ReplayedOutcome.of(entry);
    List<String> differences = decided.differences(replayed);
    return new ReplayAnswer(
        entry.decisionId(),
        inputs,
        differences.isEmpty(),
        decided,
        replayed,
        differences,
        changed.stream().limit(MOST_CHANGES).toList());
  }

  private static Basis basis(LedgerEntry entry) {
    Basis basis = entry.basis();
    if (basis == null) {
      throw impossible("what it rested on was not kept at that time");
    }
    return basis;
  }

  private InForce then(LedgerEntry entry, Basis basis) {
    Policy policy =
        policies
            .at(basis.policyVersion())
            .orElseThrow(() ->
                impossible(
                    "the policy at version %d is not known".formatted(basis.policyVersion())));
    Basis.Only only = basis.only();
    if (only == null) {
      return new InForce(basis.revision(), history.runningAt(basis.revision()), policy);
    }
    Campaign campaign =
        history
            .at(only.campaignId(), only.version())
            .orElseThrow(() ->
                impossible(
                    "campaign %s at version %d is not known"
                        .formatted(only.campaignId(), only.version())));
    return InForce.only(campaign, policy);
  }

  private InForce now(Basis basis) {
    InForce now = running.current();
    Basis.Only only = basis.only();
    return only == null
        ? now
        : campaigns
            .find(only.campaignId())
            .map(campaign -> InForce.only(campaign, now.policy()))
            .orElseGet(() -> new InForce(0, List.of(), now.policy()));
  }

  /** What the decision would rest on if the profile were asked for now. */
  private Basis asked(LedgerEntry entry, Basis basis, InForce inForce) {
    boolean predicted = inForce.at(entry.placement()).isPredicted();
    return switch (profiles.ask(shopper(entry), predicted)) {
      case Known known -> basis.with(known, inForce.at(entry.placement()).paths());
      case Unavailable away ->
          throw ProblemException.unavailable(
              "profile_unavailable", "profile-service gives no usable answer in time", SOON);
    };
  }

  private ReplayedOutcome outcome(LedgerEntry entry, InForce inForce, Basis basis) {
    Selection selection =
        Selection.of(inForce, basis, entry.placement(), shopper(entry).key(), entry.decidedAt());
    return ledger.asKept(
        selection, fallback(entry, basis, selection), language(entry, basis, selection));
  }

  private static @Nullable String fallback(LedgerEntry entry, Basis basis, Selection selection) {
    if (basis.subject().isEmpty()) {
      return DecisionMaker.PROFILE_UNAVAILABLE;
    }
    if (!basis.isConsented()) {
      return DecisionMaker.NO_CONSENT;
    }
    // whether the items came in time is what somebody else answered
    boolean withoutItems =
        DecisionMaker.RECOMMENDATIONS_UNAVAILABLE.equals(entry.fallback())
            && selection.choice() instanceof Choice.Show show
            && show.offer().kind() instanceof OfferKind.Recommendations;
    return withoutItems ? DecisionMaker.RECOMMENDATIONS_UNAVAILABLE : null;
  }

  private static @Nullable String language(LedgerEntry entry, Basis basis, Selection selection) {
    Optional<Subject> subject = basis.subject();
    if (subject.isEmpty() || !(selection.choice() instanceof Choice.Show show)) {
      return null;
    }
    Question question =
        new Question(shopper(entry), entry.placement(), entry.context(), basis.acceptLanguage());
    return show.offer().content().in(question.languages(subject.get())).language();
  }

  private static Shopper shopper(LedgerEntry entry) {
    return new Shopper(entry.userId(), entry.anonymousId());
  }

  private static ProblemException impossible(String why) {
    return ProblemException.conflict(
        "decision_not_replayable", "the decision cannot be taken again: " + why);
  }
}
