package io.storeloop.campaign.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeloop.campaign.audience.HttpProfiles;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.ProfileAnswer.Unavailable;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.decision.DecisionWriter.Outcome;
import io.storeloop.campaign.exclusion.JdbcExclusionLists;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.offer.HttpRecommendations;
import io.storeloop.campaign.offer.HttpRecommendations.Picked;
import io.storeloop.campaign.offer.LocalizedContent.Spoken;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferKind.Recommendations;
import io.storeloop.common.ids.Uuids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks for the profile, decides, and writes the decision down before anybody hears of it. */
@Component
class DecisionMaker {
  static final String PROFILE_UNAVAILABLE = "profile_unavailable";
  static final String RECOMMENDATIONS_UNAVAILABLE = "recommendations_unavailable";
  static final String NO_CONSENT = "no_consent";

  /** So many campaigns may turn out to be used up before the place stays empty. */
  static final int MOST_DENIALS = 20;

  private final HttpProfiles profiles;
  private final HttpRecommendations recommendations;
  private final RunningCampaigns campaigns;
  private final JdbcExclusionLists exclusions;
  private final DecisionWriter writer;
  private final Clock clock;
  private final RandomGenerator random;
  private final MeterRegistry meters;
  private final boolean consentRequired;

  DecisionMaker(
      HttpProfiles profiles,
      HttpRecommendations recommendations,
      RunningCampaigns campaigns,
      JdbcExclusionLists exclusions,
      DecisionWriter writer,
      Clock clock,
      @Qualifier("campaignRandom") RandomGenerator random,
      MeterRegistry meters,
      @Value("${storeloop.consent.required:false}") boolean consentRequired) {
    this.consentRequired = consentRequired;
    this.profiles = profiles;
    this.recommendations = recommendations;
    this.campaigns = campaigns;
    this.exclusions = exclusions;
    this.writer = writer;
    this.clock = clock;
    this.random = random;
    this.meters = meters;
  }

  Decision decide(Question question) {
    Timer.Sample timer = Timer.start(meters);
    Decision decision =
        switch (profiles.ask(question.shopper())) {
          case Known profile -> withProfile(profile, question);
          case Unavailable away -> withoutProfile(question);
        };
    timer.stop(meters.timer("storeloop.campaign.decision", "outcome", outcome(decision)));
    return decision;
  }

  private Decision withProfile(Known profile, Question question) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Shopper recognised = question.shopper().recognisedAs(profile.userId());
    InForce inForce = campaigns.current();
    Instant asOf = profile.asOf() == null ? now : profile.asOf();
    if (!profile.marketing().orElse(!consentRequired)) {
      Selection nothing = Selection.withoutConsent();
      return written(decision(question, recognised, nothing, null, NO_CONSENT, asOf, now), inForce);
    }
    Denials denials = excluded(inForce, question.placement(), recognised, now);
    for (int attempt = 0; attempt < MOST_DENIALS; attempt++) {
      Selection selection =
          Selection.of(
              inForce, denials, question.placement(), profile.subject(), recognised.key(), now);
      Served served = served(selection, profile, recognised, question);
      String fallback = isWithoutItems(selection, served) ? RECOMMENDATIONS_UNAVAILABLE : null;
      Decision decision = decision(question, recognised, selection, served, fallback, asOf, now);
      switch (writer.write(decision, inForce.policy())) {
        case Outcome.Written(Decision written) -> {
          return written;
        }
        case Outcome.Denied(var campaignId, String reason) ->
            denials = denials.and(campaignId, reason);
      }
    }
    Selection usedUp = Selection.usedUp(denials);
    return written(decision(question, recognised, usedUp, null, null, asOf, now), inForce);
  }

  private Decision withoutProfile(Question question) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    InForce inForce = campaigns.current();
    Selection selection = Selection.withoutProfile(inForce.policy(), question.placement());
    Served served =
        selection.choice() instanceof Choice.Default(var content)
            ? new Served(new Spoken(null, content), null, null)
            : null;
    return written(
        decision(question, question.shopper(), selection, served, PROFILE_UNAVAILABLE, now, now),
        inForce);
  }

  /** A decision that uses nothing up is never denied. */
  private Decision written(Decision decision, InForce inForce) {
    return switch (writer.write(decision, inForce.policy())) {
      case Outcome.Written(Decision written) -> written;
      case Outcome.Denied denied -> throw new IllegalStateException("nothing was claimed");
    };
  }

  private Denials excluded(InForce inForce, String placement, Shopper shopper, Instant now) {
    String userId = shopper.userId();
    List<Campaign> naming =
        inForce.campaigns().stream()
            .filter(campaign -> !campaign.plan().exclusionLists().isEmpty())
            .filter(campaign -> campaign.plan().placements().contains(placement))
            .filter(campaign -> campaign.isActive(now))
            .toList();
    if (userId == null || naming.isEmpty()) {
      return Denials.NONE;
    }
    Set<String> named =
        naming.stream()
            .flatMap(campaign -> campaign.plan().exclusionLists().stream())
            .collect(Collectors.toSet());
    Set<String> on = exclusions.containing(userId, named);
    Denials denials = Denials.NONE;
    for (Campaign campaign : naming) {
      for (String list : campaign.plan().exclusionLists()) {
        if (on.contains(list)) {
          denials =
              denials.and(
                  campaign.id(), "the shopper is on the exclusion list '%s'".formatted(list));
        }
      }
    }
    return denials;
  }

  private @Nullable Served served(
      Selection selection, Known profile, Shopper shopper, Question question) {
    if (!(selection.choice()
        instanceof Choice.Show(var campaign, Offer offer, double probability))) {
      return null;
    }
    Picked picked =
        offer.kind() instanceof Recommendations wanted
            ? recommendations
                .ask(shopper.userId(), shopper.anonymousId(), question.placement(), wanted)
                .orElse(null)
            : null;
    return new Served(offer.content().in(question.languages(profile.subject())), picked, null);
  }

  private static boolean isWithoutItems(Selection selection, @Nullable Served served) {
    return selection.choice() instanceof Choice.Show show
        && show.offer().kind() instanceof Recommendations
        && served != null
        && served.picked() == null;
  }

  private Decision decision(
      Question question,
      Shopper shopper,
      Selection selection,
      @Nullable Served served,
      @Nullable String fallback,
      Instant asOf,
      Instant now) {
    return new Decision(
        Uuids.v7(now, random),
        now,
        shopper,
        question.placement(),
        selection,
        served,
        fallback,
        asOf,
        question.context());
  }

  private static String outcome(Decision decision) {
    if (decision.fallback() != null) {
      return decision.fallback();
    }
    return switch (decision.selection().choice()) {
      case Choice.Show show -> "offer";
      case Choice.HoldOut heldOut -> "holdout";
      case Choice.HoldOutOfAll heldOut -> "global_holdout";
      case Choice.Default standIn -> "default";
      case Choice.Nothing nothing -> "nothing";
    };
  }
}
