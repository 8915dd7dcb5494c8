package io.storeloop.campaign.rehearsal;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.CampaignPlan;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.message.Trigger;
import io.storeloop.campaign.trigger.PastOccasions;
import io.storeloop.common.events.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a campaign would have looked at a shopper, from what the shopper did: pure. A campaign that
 * waits to be asked is asked at every act; one that sends looks when each step is due.
 *
 * @param maxLateness as of sends: what is later than planned by more is not sent
 */
record Opportunities(Campaign campaign, PastOccasions occasions, Duration maxLateness) {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

  /** Why the campaign's trigger cannot be replayed; empty if it can. */
  static Optional<String> whyNot(CampaignPlan plan) {
    DeliveryPlan delivery = plan.delivery();
    return switch (delivery == null ? null : delivery.trigger()) {
      case null -> Optional.empty();
      case Trigger.EventHappens event -> Optional.empty();
      case Trigger.CartAbandoned cart -> Optional.empty();
      case Trigger.Scheduled moment ->
          Optional.of("a scheduled send has one moment, which lies ahead: export its audience");
      case Trigger.SegmentEntered entered ->
          Optional.of("entries into a segment are not kept for the past");
      case Trigger.PriceDrops drops -> Optional.of("prices of the past are not kept");
      case Trigger.ChurnPredicted churn ->
          Optional.of("today's predictions know the future of a past moment");
    };
  }

  /**
   * In the order of time.
   *
   * @param acts of one shopper
   */
  List<Opportunity> of(List<Event> acts, Instant from, Instant until) {
    DeliveryPlan delivery = campaign.plan().delivery();
    Stream<Opportunity> all =
        delivery == null || delivery.trigger() == null
            ? acts.stream().map(PastOccasions::happened).map(at -> new Opportunity(at, "visit"))
            : sends(delivery, acts, from);
    return all.filter(moment -> !moment.at().isBefore(from) && moment.at().isBefore(until))
        .filter(moment -> campaign.plan().period().contains(moment.at()))
        .filter(moment -> campaign.plan().schedule().allows(moment.at()))
        .sorted(Comparator.comparing(Opportunity::at))
        .distinct()
        .toList();
  }

  private Stream<Opportunity> sends(DeliveryPlan delivery, List<Event> acts, Instant from) {
    List<Opportunity> sends = new ArrayList<>();
    Instant last = Instant.EPOCH;
    for (PastOccasions.Occasion occasion : occasions.of(delivery, acts, from)) {
      if (!occasion.at().minus(delivery.repeatAfter()).isBefore(last)) {
        last = occasion.at();
        for (DeliveryPlan.Step step : delivery.steps()) {
          Instant due = occasion.at().plus(step.after());
          leaves(delivery, due)
              .filter(at -> occasions.isStill(delivery, occasion, acts, at))
              .ifPresent(at -> sends.add(new Opportunity(at, occasion.trigger())));
        }
      }
    }
    return sends.stream();
  }

  /** The first moment from the planned one on that is not quiet; empty if that is too late. */
  private Optional<Instant> leaves(DeliveryPlan delivery, Instant due) {
    Instant latest = due.plus(maxLateness);
    Instant at = due;
    while (!at.isAfter(latest)) {
      if (delivery.quietHours() != null && delivery.quietHours().contains(at)) {
        at = delivery.quietHours().firstMomentNotBefore(at);
      } else if (campaign.plan().schedule().allows(at)) {
        return Optional.of(at);
      } else {
        at = at.plus(LOOK_AGAIN);
      }
    }
    return Optional.empty();
  }
}
