package io.storeloop.campaign.delivery.export;

import io.storeloop.campaign.audience.ExportProfiles;
import io.storeloop.campaign.audience.ProfileAnswer;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.ProfileAnswer.Unavailable;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.decision.RunningCampaigns;
import io.storeloop.campaign.delivery.unsubscribe.JdbcUnsubscriptions;
import io.storeloop.campaign.exclusion.JdbcExclusionLists;
import io.storeloop.campaign.experiment.Group;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.message.Channel;
import io.storeloop.common.conditions.AskedPaths;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;

/** Finds out, shopper by shopper, who belongs into the file, and why the others do not. */
@Component
class AudienceSearch {
  private static final int TRIES = 3;

  private final ExportProfiles profiles;
  private final JdbcUnsubscriptions unsubscriptions;
  private final JdbcExclusionLists exclusions;
  private final RunningCampaigns campaigns;
  private final boolean consentRequired;

  AudienceSearch(
      ExportProfiles profiles,
      JdbcUnsubscriptions unsubscriptions,
      JdbcExclusionLists exclusions,
      RunningCampaigns campaigns,
      @org.springframework.beans.factory.annotation.Value("${storeloop.consent.required:false}")
          boolean consentRequired) {
    this.profiles = profiles;
    this.unsubscriptions = unsubscriptions;
    this.exclusions = exclusions;
    this.campaigns = campaigns;
    this.consentRequired = consentRequired;
  }

  /** Where a shopper belongs. */
  sealed interface Place {
    /** Into the file. */
    record In(AudienceMember member) implements Place {}

    /** Not into the file. */
    record Out(Why why) implements Place {}
  }

  /** Why somebody is not in the file; in the order in which it is asked. */
  enum Why {
    PROFILE_UNAVAILABLE,
    NO_CONSENT,
    UNSUBSCRIBED,
    EXCLUDED,
    NOT_ADDRESSED,
    HELD_OUT
  }

  /** The places of some shoppers, in their order; they are asked for side by side. */
  List<Place> of(Campaign campaign, List<Shopper> shoppers, Instant now) {
    List<Place> places = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Place>> asked =
          shoppers.stream()
              .map(shopper -> threads.submit(() -> place(campaign, shopper, now)))
              .toList();
      for (Future<Place> answer : asked) {
        places.add(answer.get());
      }
    } catch (ExecutionException failure) {
      throw new IllegalStateException("the audience could not be worked out", failure.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopping);
    }
    return places;
  }

  private Place place(Campaign campaign, Shopper shopper, Instant now) {
    boolean predicted = AskedPaths.includePrediction(campaign.plan().condition());
    ProfileAnswer answer = profiles.ask(shopper, predicted);
    for (int tries = 1; answer instanceof Unavailable && tries < TRIES; tries++) {
      answer = profiles.ask(shopper, predicted);
    }
    return switch (answer) {
      case Unavailable away -> new Place.Out(Why.PROFILE_UNAVAILABLE);
      case Known profile -> place(campaign, shopper.recognisedAs(profile.userId()), profile, now);
    };
  }

  private Place place(Campaign campaign, Shopper shopper, Known profile, Instant now) {
    if (!profile.marketing().orElse(!consentRequired)) {
      return new Place.Out(Why.NO_CONSENT);
    }
    String email =
        profile
            .subject()
            .value("traits.email")
            .filter(Value.TextValue.class::isInstance)
            .map(Value::toString)
            .orElse(null);
    String key = (shopper.userId() == null ? "a:" : "u:") + shopper.key();
    String address = email == null ? "" : email;
    if (unsubscriptions.has(Channel.EMAIL.wireName(), key, address)
        || unsubscriptions.has(Channel.WEBHOOK.wireName(), key, address)) {
      return new Place.Out(Why.UNSUBSCRIBED);
    }
    if (isExcluded(campaign, shopper)) {
      return new Place.Out(Why.EXCLUDED);
    }
    if (!ConditionEvaluator.matches(campaign.plan().condition(), profile.subject(), now)) {
      return new Place.Out(Why.NOT_ADDRESSED);
    }
    if (campaigns.current().policy().holdsOut(shopper.key())) {
      return new Place.Out(Why.HELD_OUT);
    }
    return switch (campaign.design().groupOf(shopper.key())) {
      case Group.Holdout heldOut -> new Place.Out(Why.HELD_OUT);
      case Group.Arm(int index, double probability) ->
          new Place.In(
              new AudienceMember(
                  shopper.userId(),
                  shopper.anonymousId(),
                  email,
                  campaign.plan().offers().get(index).offerId()));
    };
  }

  private boolean isExcluded(Campaign campaign, Shopper shopper) {
    List<String> lists = campaign.plan().exclusionLists();
    String userId = shopper.userId();
    return userId != null && !lists.isEmpty() && !exclusions.containing(userId, lists).isEmpty();
  }
}
