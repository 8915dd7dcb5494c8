package io.storeloop.campaign.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeloop.campaign.audience.HttpProfiles;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.ProfileAnswer.Unavailable;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.common.ids.Uuids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks for the profile, decides, and writes the decision down before anybody hears of it. */
@Component
class DecisionMaker {
  static final String PROFILE_UNAVAILABLE = "profile_unavailable";
  static final String NO_CONSENT = "no_consent";

  private final HttpProfiles profiles;
  private final RunningCampaigns campaigns;
  private final JdbcDecisions ledger;
  private final Clock clock;
  private final RandomGenerator random;
  private final MeterRegistry meters;
  private final boolean consentRequired;

  DecisionMaker(
      HttpProfiles profiles,
      RunningCampaigns campaigns,
      JdbcDecisions ledger,
      Clock clock,
      @Qualifier("campaignRandom") RandomGenerator random,
      MeterRegistry meters,
      @Value("${storeloop.consent.required:false}") boolean consentRequired) {
    this.consentRequired = consentRequired;
    this.profiles = profiles;
    this.campaigns = campaigns;
    this.ledger = ledger;
    this.clock = clock;
    this.random = random;
    this.meters = meters;
  }

  Decision decide(Shopper shopper, String placement, JsonNode context) {
    Timer.Sample timer = Timer.start(meters);
    RunningCampaigns.Running running = campaigns.current();
    Decision decision =
        switch (profiles.ask(shopper, running.predicted())) {
          case Known profile -> withProfile(profile, running, shopper, placement, context);
          case Unavailable away -> withoutProfile(shopper, placement, context);
        };
    ledger.add(decision);
    timer.stop(meters.timer("storeloop.campaign.decision", "outcome", outcome(decision)));
    return decision;
  }

  private Decision withProfile(
      Known profile,
      RunningCampaigns.Running running,
      Shopper shopper,
      String placement,
      JsonNode context) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Shopper recognised = shopper.recognisedAs(profile.userId());
    boolean mayOffer = profile.marketing().orElse(!consentRequired);
    Selection selection =
        mayOffer
            ? Selection.of(running.campaigns(), placement, profile.subject(), recognised.key(), now)
            : Selection.withoutConsent();
    Instant asOf = profile.asOf() == null ? now : profile.asOf();
    return new Decision(
        Uuids.v7(now, random),
        now,
        recognised,
        placement,
        selection,
        mayOffer ? null : NO_CONSENT,
        asOf,
        context);
  }

  private Decision withoutProfile(Shopper shopper, String placement, JsonNode context) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Decision(
        Uuids.v7(now, random),
        now,
        shopper,
        placement,
        Selection.withoutProfile(),
        PROFILE_UNAVAILABLE,
        now,
        context);
  }

  private static String outcome(Decision decision) {
    if (decision.fallback() != null) {
      return decision.fallback();
    }
    return switch (decision.selection().choice()) {
      case Choice.Show show -> "offer";
      case Choice.HoldOut heldOut -> "holdout";
      case Choice.Nothing nothing -> "nothing";
    };
  }
}
