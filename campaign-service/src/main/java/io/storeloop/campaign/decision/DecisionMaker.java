package io.storeloop.campaign.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeloop.campaign.audience.HttpProfiles;
import io.storeloop.campaign.audience.ProfileAnswer;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.ProfileAnswer.Unavailable;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.decision.DecisionWriter.Outcome;
import io.storeloop.campaign.exclusion.JdbcExclusionLists;
import io.storeloop.campaign.offer.HttpRecommendations;
import io.storeloop.campaign.offer.HttpRecommendations.Picked;
import io.storeloop.campaign.offer.LocalizedContent.Spoken;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.campaign.offer.OfferKind.Recommendations;
import io.storeloop.common.ids.Uuids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.random.RandomGenerator;
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

  /** By all campaigns that run. */
  Decision decide(Question question) {
    Timer.Sample timer = Timer.start(meters);
    boolean predicted = campaigns.current().at(question.placement()).isPredicted();
    ProfileAnswer answer = profiles.ask(question.shopper(), predicted);
    // by what is in force after the profile came, which may have taken a while
    Decision decision = decide(question, answer, campaigns.current());
    timer.stop(meters.timer("storeloop.campaign.decision", "outcome", outcome(decision)));
    return decision;
  }

  /** By the given campaigns, for a shopper who has been asked for. */
  Decision decide(Question question, ProfileAnswer answer, InForce inForce) {
    return switch (answer) {
      case Known profile -> withProfile(profile, question, inForce);
      case Unavailable away -> withoutProfile(question, inForce);
    };
  }

  private Decision withProfile(Known profile, Question question, InForce inForce) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Shopper recognised = question.shopper().recognisedAs(profile.userId());
    Instant asOf = profile.asOf() == null ? now : profile.asOf();
    Denials denials = excluded(inForce.at(question.placement()), recognised);
    Basis basis = Basis.of(inForce, question, profile, consentRequired, denials);
    if (!basis.isConsented()) {
      return written(
          decision(question, recognised, inForce, basis, null, NO_CONSENT, asOf, now), inForce);
    }
    while (!denials.areEnough()) {
      Selection selection = select(inForce, basis, question, recognised, now);
      Served served = served(selection, profile, recognised, question);
      String fallback = isWithoutItems(selection, served) ? RECOMMENDATIONS_UNAVAILABLE : null;
      Decision decision =
          new Decision(
              Uuids.v7(now, random),
              now,
              recognised,
              question.placement(),
              selection,
              served,
              fallback,
              asOf,
              question.context(),
              basis);
      switch (writer.write(decision, inForce.policy())) {
        case Outcome.Written(Decision written) -> {
          return written;
        }
        case Outcome.Denied(var campaignId, String reason) -> {
          denials = denials.and(campaignId, reason);
          basis = basis.denying(denials);
        }
      }
    }
    return written(decision(question, recognised, inForce, basis, null, null, asOf, now), inForce);
  }

  private Decision withoutProfile(Question question, InForce inForce) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    OfferContent standIn = inForce.policy().defaultOffers().get(question.placement());
    Served served = standIn == null ? null : new Served(new Spoken(null, standIn), null, null);
    Basis basis = Basis.withoutProfile(inForce, question, consentRequired);
    return written(
        decision(
            question, question.shopper(), inForce, basis, served, PROFILE_UNAVAILABLE, now, now),
        inForce);
  }

  private static Selection select(
      InForce inForce, Basis basis, Question question, Shopper shopper, Instant now) {
    return Selection.of(inForce, basis, question.placement(), shopper.key(), now);
  }

  /** A decision that uses nothing up is never denied. */
  private Decision written(Decision decision, InForce inForce) {
    return switch (writer.write(decision, inForce.policy())) {
      case Outcome.Written(Decision written) -> written;
      case Outcome.Denied denied -> throw new IllegalStateException("nothing was claimed");
    };
  }

  private Denials excluded(Placed placed, Shopper shopper) {
    String userId = shopper.userId();
    return userId == null || placed.exclusionLists().isEmpty()
        ? Denials.NONE
        : new Denials(exclusions.containing(userId, placed.exclusionLists()), Map.of());
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
      InForce inForce,
      Basis basis,
      @Nullable Served served,
      @Nullable String fallback,
      Instant asOf,
      Instant now) {
    return new Decision(
        Uuids.v7(now, random),
        now,
        shopper,
        question.placement(),
        select(inForce, basis, question, shopper, now),
        served,
        fallback,
        asOf,
        question.context(),
        basis);
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
