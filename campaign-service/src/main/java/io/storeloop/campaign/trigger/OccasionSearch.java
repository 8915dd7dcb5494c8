package io.storeloop.campaign.trigger;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.delivery.feed.HttpShopperFeed;
import io.storeloop.campaign.delivery.feed.ShopperPage;
import io.storeloop.campaign.delivery.outbox.JdbcOutbox;
import io.storeloop.campaign.delivery.outbox.Occasion;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.message.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks for occasions that no event tells: a time has come, somebody is in a segment now, somebody
 * is predicted to leave. Page by page; each page is one transaction with the place reached, and the
 * unique key of the outbox makes a page that is read twice harmless.
 */
@Component
class OccasionSearch {
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");
  private static final String CURSOR = "cursor";
  private static final String ROUND = "round";

  private final HttpShopperFeed feed;
  private final JdbcOutbox outbox;
  private final JdbcTriggerPlaces places;
  private final JdbcChurnWatch watch;
  private final DeliveryProperties delivery;
  private final TriggerProperties properties;

  OccasionSearch(
      HttpShopperFeed feed,
      JdbcOutbox outbox,
      JdbcTriggerPlaces places,
      JdbcChurnWatch watch,
      DeliveryProperties delivery,
      TriggerProperties properties) {
    this.feed = feed;
    this.outbox = outbox;
    this.places = places;
    this.watch = watch;
    this.delivery = delivery;
    this.properties = properties;
  }

  /** Looks once for a campaign, if it is its time. */
  void look(Campaign campaign, Trigger trigger, Instant now) {
    String place = campaign.id().toString();
    Optional<ObjectNode> position = places.claim(place, since(campaign), now, properties.lease());
    if (position.isEmpty()) {
      return;
    }
    Instant due = now.plus(properties.pollInterval());
    try {
      beginAnewIfChanged(campaign, place, position.get());
      due =
          switch (trigger) {
            case Trigger.Scheduled moment ->
                scheduled(campaign, moment, place, position.get(), now);
            case Trigger.SegmentEntered(String segment) ->
                entered(campaign, segment, place, position.get(), now);
            case Trigger.ChurnPredicted predicted ->
                churn(campaign, predicted, place, position.get(), now);
            default -> NEVER;
          };
    } finally {
      places.release(place, due);
    }
  }

  /** Where another trigger had come to is no place for this one, nor whom it was watching. */
  private void beginAnewIfChanged(Campaign campaign, String place, ObjectNode position) {
    String since = since(campaign);
    if (!position
        .path(JdbcTriggerPlaces.SINCE)
        .asString(JdbcTriggerPlaces.NEVER_CHANGED)
        .equals(since)) {
      position.removeAll();
      position.put(JdbcTriggerPlaces.SINCE, since);
      places.move(place, position, () -> watch.forgetBefore(campaign.id(), Long.MAX_VALUE));
    }
  }

  private static String since(Campaign campaign) {
    Instant since = campaign.occasionsSince();
    return since == null ? JdbcTriggerPlaces.NEVER_CHANGED : since.toString();
  }

  private Instant scheduled(
      Campaign campaign, Trigger.Scheduled moment, String place, ObjectNode position, Instant now) {
    Instant at = moment.instant();
    // another time than before is another occasion, and begins from the first page
    if (!position.path("at").asString("").equals(at.toString())) {
      next(position, null);
      position.put("done", false);
      position.put("at", at.toString());
    }
    if (at.isAfter(now)) {
      return now.plus(properties.pollInterval());
    }
    boolean missed =
        at.plus(delivery.maxLateness()).isBefore(now) || !TriggerEffects.isSince(campaign, at);
    while (!missed && !position.path("done").asBoolean(false)) {
      ShopperPage page = feed.shoppers(moment.segment(), cursor(position));
      next(position, page.nextCursor());
      position.put("done", page.nextCursor() == null);
      places.move(place, position, () -> add(campaign, page.shoppers(), "at:" + at, at, now));
    }
    return now.plus(properties.pollInterval());
  }

  private Instant entered(
      Campaign campaign, String segment, String place, ObjectNode position, Instant now) {
    boolean more = true;
    while (more) {
      HttpShopperFeed.Entries page = feed.entries(segment, cursor(position));
      more = page.more();
      position.put(CURSOR, page.nextCursor());
      places.move(
          place,
          position,
          () -> {
            for (HttpShopperFeed.Entered entry : page.entered()) {
              if (TriggerEffects.isSince(campaign, entry.at())
                  && entry.at().plus(delivery.maxLateness()).isAfter(now)) {
                add(
                    campaign,
                    List.of(entry.shopper()),
                    "segment:" + segment + "@" + entry.at(),
                    entry.at(),
                    now);
              }
            }
          });
    }
    return now.plus(properties.pollInterval());
  }

  /** The first round only notes who is above already: the occasion is to come there. */
  private Instant churn(
      Campaign campaign,
      Trigger.ChurnPredicted predicted,
      String place,
      ObjectNode position,
      Instant now) {
    long round = position.path(ROUND).asLong(0);
    boolean first = round == 0;
    boolean more = true;
    while (more) {
      ShopperPage page = feed.atRisk(predicted.threshold().toPlainString(), cursor(position));
      next(position, page.nextCursor());
      more = page.nextCursor() != null;
      boolean last = !more;
      if (last) {
        position.put(ROUND, round + 1);
      }
      places.move(
          place,
          position,
          () -> {
            for (Shopper shopper : page.shoppers()) {
              if (watch.seen(campaign.id(), shopper, round) && !first) {
                add(campaign, List.of(shopper), "churn:" + round, now, now);
              }
            }
            if (last) {
              watch.forgetBefore(campaign.id(), round);
            }
          });
    }
    return now.plus(properties.churnInterval());
  }

  private void add(
      Campaign campaign, List<Shopper> shoppers, String occasion, Instant at, Instant now) {
    for (Shopper shopper : shoppers) {
      outbox.add(
          new Occasion(campaign, shopper, occasion, at, TriggerEffects.items(List.of())), now);
    }
  }

  private static @Nullable String cursor(ObjectNode position) {
    return position.path(CURSOR).asString(null);
  }

  private static void next(ObjectNode position, @Nullable String cursor) {
    if (cursor == null) {
      position.remove(CURSOR);
    } else {
      position.put(CURSOR, cursor);
    }
  }
}
