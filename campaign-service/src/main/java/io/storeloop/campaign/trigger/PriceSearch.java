package io.storeloop.campaign.trigger;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.delivery.outbox.JdbcOutbox;
import io.storeloop.campaign.delivery.outbox.Occasion;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.message.Trigger;
import io.storeloop.campaign.trigger.JdbcPriceDrops.Changed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows the catalogue for prices that fall, while a campaign waits for one. The first price seen
 * of an item is only kept.
 */
@Component
class PriceSearch {
  private static final String PLACE = "items";

  private final JdbcPriceDrops drops;
  private final JdbcOutbox outbox;
  private final JdbcTriggerPlaces places;
  private final TriggerProperties properties;

  PriceSearch(
      JdbcPriceDrops drops,
      JdbcOutbox outbox,
      JdbcTriggerPlaces places,
      TriggerProperties properties) {
    this.drops = drops;
    this.outbox = outbox;
    this.places = places;
    this.properties = properties;
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
        position.put("tx", page.getLast().tx());
        position.put("item", page.getLast().itemId());
        List<Changed> changed = page;
        places.move(PLACE, position, () -> changed.forEach(item -> seen(item, waiting, now)));
      }
    } finally {
      places.release(PLACE, now.plus(properties.pollInterval()));
    }
  }

  private void seen(Changed item, List<Campaign> waiting, Instant now) {
    if (!item.priced()) {
      return;
    }
    BigDecimal before = drops.keep(item).orElse(null);
    if (before == null) {
      return;
    }
    for (Campaign campaign : waiting) {
      if (Objects.requireNonNull(campaign.plan().delivery()).trigger()
              instanceof Trigger.PriceDrops(BigDecimal by, Duration within)
          && before.subtract(item.price()).compareTo(before.multiply(by)) >= 0) {
        for (Shopper viewer : drops.viewers(item.itemId(), now.minus(within))) {
          String id = "price:" + item.itemId() + "@" + item.tx();
          outbox.add(new Occasion(campaign, viewer, id, now, detail(item, before)), now);
        }
      }
    }
  }

  private static ObjectNode detail(Changed item, BigDecimal before) {
    return TriggerEffects.items(List.of(item.itemId()))
        .put("price", item.price())
        .put("priceBefore", before)
        .put("currency", item.currency());
  }
}
