package io.storeloop.campaign.trigger;

import io.storeloop.common.events.EventType;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a shopper's cart.
 *
 * @param id the messageId of the event that put something into the empty cart
 * @param lastChange when something was added, removed or taken to the checkout last
 * @param items units by item, each above 0, in the order in which they came
 */
record Cart(String id, Instant lastChange, Map<String, Integer> items) {
  private static final Comparator<Act> BY_TIME =
      Comparator.comparing(Act::at).thenComparing(Act::messageId);

  /** Something done with a cart. */
  record Act(
      String messageId,
      EventType type,
      @Nullable String itemId,
      @Nullable Integer quantity,
      Instant at) {}

  /**
   * The cart that some acts leave, in whatever order they are told; empty if nothing lies in it. A
   * purchase empties it whole: what was bought is never offered again, and what was not bought then
   * was left on purpose.
   */
  static Optional<Cart> of(List<Act> acts) {
    Map<String, Integer> items = new LinkedHashMap<>();
    String id = "";
    Instant changed = Instant.EPOCH;
    for (Act act : acts.stream().sorted(BY_TIME).toList()) {
      String item = act.itemId() == null ? "" : act.itemId();
      switch (act.type()) {
        case ADD_TO_CART -> {
          if (items.isEmpty()) {
            id = act.messageId();
          }
          items.merge(item, act.quantity() == null ? 1 : act.quantity(), Integer::sum);
          changed = act.at();
        }
        case REMOVE_FROM_CART -> {
          Integer removed = act.quantity();
          items.computeIfPresent(
              item, (same, units) -> removed == null || units <= removed ? null : units - removed);
          changed = act.at();
        }
        case CHECKOUT -> changed = act.at();
        case PURCHASE -> items.clear();
        default -> {}
      }
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(new Cart(id, changed, items));
  }
}
