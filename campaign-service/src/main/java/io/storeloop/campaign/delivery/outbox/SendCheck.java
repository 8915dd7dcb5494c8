package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.audience.HttpProfiles;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.ProfileAnswer.Unavailable;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.decision.SendDecisions;
import io.storeloop.campaign.decision.SendDecisions.Drawn;
import io.storeloop.campaign.decision.SendDecisions.Prepared;
import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.delivery.outbox.JdbcOutbox.Decided;
import io.storeloop.campaign.delivery.unsubscribe.JdbcUnsubscriptions;
import io.storeloop.campaign.delivery.unsubscribe.UnsubscribeLinks;
import io.storeloop.campaign.exclusion.JdbcExclusionLists;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.CampaignState;
import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.common.conditions.AskedPaths;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a send may leave now, asked at every attempt and so again after every wait: of the
 * campaign, the hour, consent, what was unsubscribed, the occasion, the condition, and last of the
 * experiment, whose decision is in the ledger before anything leaves.
 */
@Component
class SendCheck {
  private final Campaigns campaigns;
  private final HttpProfiles profiles;
  private final JdbcOutbox outbox;
  private final SendDecisions decisions;
  private final JdbcUnsubscriptions unsubscriptions;
  private final UnsubscribeLinks links;
  private final JdbcExclusionLists exclusions;
  private final JdbcGiven given;
  private final List<ExitRule> exits;
  private final ServiceDatabase database;
  private final DeliveryProperties properties;
  private final boolean consentRequired;

  SendCheck(
      Campaigns campaigns,
      HttpProfiles profiles,
      JdbcOutbox outbox,
      SendDecisions decisions,
      JdbcUnsubscriptions unsubscriptions,
      UnsubscribeLinks links,
      JdbcExclusionLists exclusions,
      JdbcGiven given,
      List<ExitRule> exits,
      @Qualifier("campaignDatabase") ServiceDatabase database,
      DeliveryProperties properties,
      @org.springframework.beans.factory.annotation.Value("${storeloop.consent.required:false}")
          boolean consentRequired) {
    this.campaigns = campaigns;
    this.profiles = profiles;
    this.outbox = outbox;
    this.decisions = decisions;
    this.unsubscriptions = unsubscriptions;
    this.links = links;
    this.exclusions = exclusions;
    this.given = given;
    this.exits = exits;
    this.database = database;
    this.properties = properties;
    this.consentRequired = consentRequired;
  }

  /** May it leave? */
  sealed interface Answer {
    record Yes(Envelope envelope) implements Answer {}

    record No(Verdict verdict) implements Answer {}
  }

  Answer of(Send send, Instant now) {
    Campaign campaign = campaigns.find(send.campaignId()).orElse(null);
    if (campaign == null || campaign.plan().delivery() == null) {
      return no("campaign_changed");
    }
    Optional<Verdict> early = outsideItsTime(send, campaign, campaign.plan().delivery(), now);
    if (early.isPresent()) {
      return new Answer.No(early.get());
    }
    return switch (profiles.ask(
        send.shopper(), AskedPaths.includePrediction(campaign.plan().condition()))) {
      case Unavailable away ->
          new Answer.No(
              new Verdict.Postponed("profile_unavailable", now.plus(properties.pauseCheck())));
      case Known profile -> withProfile(send, campaign, profile, now);
    };
  }

  private Optional<Verdict> outsideItsTime(
      Send send, Campaign campaign, DeliveryPlan plan, Instant now) {
    if (campaign.state() == CampaignState.ENDED || campaign.plan().period().isOver(now)) {
      return Optional.of(new Verdict.Suppressed("campaign_ended"));
    }
    if (send.step() >= plan.steps().size()
        || !plan.channel().wireName().equals(send.channel())
        || isOfAnotherTrigger(send, campaign)) {
      return Optional.of(new Verdict.Suppressed("campaign_changed"));
    }
    if (send.plannedAt().plus(properties.maxLateness()).isBefore(now)) {
      return Optional.of(new Verdict.Suppressed("too_late"));
    }
    if (!campaign.isActive(now)) {
      return Optional.of(
          new Verdict.Postponed("campaign_paused", now.plus(properties.pauseCheck())));
    }
    if (plan.quietHours() != null && plan.quietHours().contains(now)) {
      return Optional.of(
          new Verdict.Postponed("quiet_hours", plan.quietHours().firstMomentNotBefore(now)));
    }
    return Optional.empty();
  }

  private static boolean isOfAnotherTrigger(Send send, Campaign campaign) {
    Instant since = campaign.occasionsSince();
    return since != null && send.queuedAt().isBefore(since);
  }

  private Answer withProfile(Send claimed, Campaign campaign, Known profile, Instant now) {
    Shopper known = claimed.shopper().recognisedAs(profile.userId());
    Send send = claimed.of(known);
    if (!send.shopperKey().equals(claimed.shopperKey()) && !outbox.recognise(claimed, known)) {
      return no("duplicate");
    }
    if (!profile.marketing().orElse(!consentRequired)) {
      return no("no_consent");
    }
    DeliveryPlan plan = Objects.requireNonNull(campaign.plan().delivery());
    String address = profile.subject().value("traits.email").map(Value::toString).orElse("");
    if (hasUnsubscribed(send, address)) {
      return no("unsubscribed");
    }
    String userId = known.userId();
    if (userId != null
        && !exclusions.containing(userId, campaign.plan().exclusionLists()).isEmpty()) {
      return no("excluded");
    }
    for (ExitRule exit : exits) {
      Optional<Verdict> over = exit.check(send, campaign, profile, now);
      if (over.isPresent()) {
        return new Answer.No(over.get());
      }
    }
    if (!ConditionEvaluator.matches(campaign.plan().condition(), profile.subject(), now)) {
      return no("not_addressed");
    }
    return decided(send, campaign, plan, profile, now);
  }

  /** The device that it was queued for may be bound to nobody, or to somebody else. */
  private boolean hasUnsubscribed(Send send, String address) {
    String device = send.shopper().anonymousId();
    return unsubscriptions.has(send.channel(), send.shopperKey(), address)
        || (device != null && unsubscriptions.has(send.channel(), "a:" + device, ""));
  }

  private Answer decided(
      Send send, Campaign campaign, DeliveryPlan plan, Known profile, Instant now) {
    Decided earlier = outbox.decisionOf(send).orElse(null);
    return earlier == null
        ? drawn(send, campaign, plan, profile, now)
        : decided(
            send,
            campaign,
            plan,
            profile,
            noted(send, earlier.decisionId(), earlier.offerId()),
            now);
  }

  private Answer decided(
      Send send,
      Campaign campaign,
      DeliveryPlan plan,
      Known profile,
      Decided decided,
      Instant now) {
    if (decided.offerId() == null) {
      return no("holdout");
    }
    Offer offer = offer(campaign, decided.offerId()).orElse(null);
    if (offer == null) {
      return no("campaign_changed");
    }
    return new Answer.Yes(
        new Envelope(
            send,
            campaign,
            plan,
            plan.steps().get(send.step()).message(),
            decided.decisionId(),
            offer,
            given.of(decided.decisionId(), offer),
            profile.subject(),
            links.of(send.id()),
            now));
  }

  private Answer drawn(
      Send send, Campaign campaign, DeliveryPlan plan, Known profile, Instant now) {
    Prepared prepared =
        decisions.prepare(campaign, send.shopper(), profile, context(send), now).orElse(null);
    if (prepared == null) {
      return no("not_addressed");
    }
    return written(send, prepared)
        .map(decided -> decided(send, campaign, plan, profile, decided, now))
        .orElseGet(() -> no("limit_reached"));
  }

  /**
   * The decision and the note of it are one transaction: a crash leaves both or neither. Empty, and
   * neither, if a limit forbids it.
   */
  private Optional<Decided> written(Send send, Prepared prepared) {
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status ->
                switch (decisions.write(prepared)) {
                  case Drawn.Treated(UUID id, Offer offer) ->
                      Optional.of(noted(send, id, offer.offerId()));
                  case Drawn.HeldOut(UUID id) -> Optional.of(noted(send, id, null));
                  case Drawn.Denied() -> {
                    status.setRollbackOnly();
                    yield Optional.<Decided>empty();
                  }
                }));
  }

  private Decided noted(Send send, UUID id, @Nullable String offerId) {
    outbox.decided(send, id, offerId);
    return new Decided(id, offerId);
  }

  private static ObjectNode context(Send send) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sendId", send.id().toString())
        .put("occasion", send.occasion());
  }

  private static Optional<Offer> offer(Campaign campaign, String offerId) {
    return campaign.plan().offers().stream()
        .filter(offer -> offer.offerId().equals(offerId))
        .findFirst();
  }

  private static Answer no(String reason) {
    return new Answer.No(new Verdict.Suppressed(reason));
  }
}
