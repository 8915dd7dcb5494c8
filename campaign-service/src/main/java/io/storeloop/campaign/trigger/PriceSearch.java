package io.storeloop.campaign.trigger;

import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.delivery.outbox.JdbcOutbox;
import io.storeloop.campaign.delivery.outbox.Occasion;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.message.Trigger;
import io.storeloop.campaign.trigger.JdbcPriceDrops.Changed;
import io.storeloop.campaign.trigger.JdbcPriceDrops.View;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows the catalogue for prices that fall, while a campaign waits for one. The first price seen
 * of an item is only kept.
 *
 * <p>Who viewed what has fallen is read once for a page of changes, and queued page by page of
 * views, each in a short transaction of its own: one that is long would hold up every follower of
 * the log. The prices are kept and the place moves on at the end; what is done twice because a
 * process died before that finds its rows there already.
 */
@Component
class PriceSearch {
  private static final String PLACE = "items";

  private final JdbcPriceDrops drops;
  private final JdbcOutbox outbox;
  private final JdbcTriggerPlaces places;
  private final DeliveryProperties delivery;
  private final TriggerProperties properties;

  PriceSearch(
      JdbcPriceDrops drops,
      JdbcOutbox outbox,
      JdbcTriggerPlaces places,
      DeliveryProperties delivery,
      TriggerProperties properties) {
    this.drops = drops;
    this.outbox = outbox;
    this.places = places;
    this.delivery = delivery;
    this.properties = properties;
  }

  /** A price that has fallen. */
  private record Drop(Changed item, BigDecimal before) {
    boolean isOccasionFor(Campaign campaign, Trigger.PriceDrops trigger, Instant earliest) {
      return before.subtract(item.price()).compareTo(before.multiply(trigger.by())) >= 0
          && TriggerEffects.isSince(campaign, item.updatedAt())
          && item.updatedAt().isAfter(earliest);
    }
  }

  void look(List<Campaign> waiting, Instant now) {
    ObjectNode position = places.claim(PLACE, now, properties.lease()).orElse(null);
    if (position == null) {
      return;
    }
    try {
      for (List<Changed> page = drops.after(position);
          !page.isEmpty();
          page = drops.after(position)) {
        List<Changed> priced = page.stream().filter(Changed::priced).toList();
        tell(fallen(priced, waiting, now), waiting, now);
        position.put("tx", page.getLast().tx());
        position.put("item", page.getLast().itemId());
        places.move(PLACE, position, () -> drops.keep(priced));
      }
    } finally {
      places.release(PLACE, now.plus(properties.pollInterval()));
    }
  }

  /** What fell enough for a campaign, since it was started and not too long ago; by item. */
  private Map<String, Drop> fallen(List<Changed> items, List<Campaign> waiting, Instant now) {
    Map<String, BigDecimal> before = drops.before(items);
    Map<String, Drop> fallen = new HashMap<>();
    for (Changed item : items) {
      BigDecimal earlier = before.get(item.itemId());
      if (earlier != null) {
        Drop drop = new Drop(item, earlier);
        if (waiting.stream().anyMatch(campaign -> isOccasion(drop, campaign, now))) {
          fallen.put(item.itemId(), drop);
        }
      }
    }
    return fallen;
  }

  private void tell(Map<String, Drop> fallen, List<Campaign> waiting, Instant now) {
    if (fallen.isEmpty()) {
      return;
    }
    Duration longest =
        waiting.stream()
            .map(campaign -> trigger(campaign).within())
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    View last = null;
    List<View> views;
    do {
      views = drops.views(fallen.keySet(), now.minus(longest), last, properties.viewsAtOnce());
      List<View> page = views;
      outbox.together(() -> page.forEach(view -> add(view, fallen, waiting, now)));
      last = views.isEmpty() ? null : views.getLast();
    } while (views.size() == properties.viewsAtOnce());
  }

  private void add(View view, Map<String, Drop> fallen, List<Campaign> waiting, Instant now) {
    Drop drop = Objects.requireNonNull(fallen.get(view.itemId()));
    if (view.bought()) {
      return;
    }
    for (Campaign campaign : waiting) {
      if (isOccasion(drop, campaign, now)
          && !view.at().isBefore(now.minus(trigger(campaign).within()))) {
        Changed item = drop.item();
        String id = "price:" + item.itemId() + "@" + item.tx();
        ObjectNode detail = detail(item, drop.before());
        outbox.add(new Occasion(campaign, view.shopper(), id, item.updatedAt(), detail), now);
      }
    }
  }

  private boolean isOccasion(Drop drop, Campaign campaign, Instant now) {
    return drop.isOccasionFor(campaign, trigger(campaign), now.minus(delivery.maxLateness()));
  }

  private static Trigger.PriceDrops trigger(Campaign campaign) {
    return (Trigger.PriceDrops)
        Objects.requireNonNull(Objects.requireNonNull(campaign.plan().delivery()).trigger());
  }

  private static ObjectNode detail(Changed item, BigDecimal before) {
    return TriggerEffects.items(List.of(item.itemId()))
        .put("price", item.price())
        .put("priceBefore", before)
        .put("currency", item.currency());
  }
}
