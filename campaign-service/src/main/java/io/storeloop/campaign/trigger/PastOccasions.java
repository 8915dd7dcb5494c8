package io.storeloop.campaign.trigger;

import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.message.Trigger;
import io.storeloop.campaign.trigger.JdbcShopperActs.Item;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The occasions that a shopper's acts would have made, by the rules of {@link TriggerEffects}. */
@Component
public class PastOccasions {
  private final JdbcShopperActs catalogue;
  private final TriggerProperties properties;

  PastOccasions(JdbcShopperActs catalogue, TriggerProperties properties) {
    this.catalogue = catalogue;
    this.properties = properties;
  }

  /**
   * An occasion for one shopper.
   *
   * @param id as sends know it
   * @param at when it was
   */
  public record Occasion(String id, Instant at, String trigger) {}

  /** Not later than it came: a sender's clock may be ahead. */
  public static Instant happened(Event event) {
    return event.occurredAt().isBefore(event.receivedAt())
        ? event.occurredAt()
        : event.receivedAt();
  }

  /**
   * The occasions since a moment, in the order of time.
   *
   * @param acts of one shopper, those of the cart from before, too
   */
  public List<Occasion> of(DeliveryPlan delivery, Collection<Event> acts, Instant since) {
    return switch (delivery.trigger()) {
      case Trigger.EventHappens event -> told(event, acts, since);
      case Trigger.CartAbandoned(Duration after) -> abandoned(after, acts, since);
      case null, default -> List.of();
    };
  }

  /** Whether the occasion is not over at the moment at which its message would leave. */
  public boolean isStill(
      DeliveryPlan delivery, Occasion occasion, Collection<Event> acts, Instant at) {
    if (delivery.trigger() instanceof Trigger.CartAbandoned) {
      return cart(acts, at).filter(cart -> cartId(cart).equals(occasion.id())).isPresent();
    }
    return !delivery.cancelOnPurchase()
        || acts.stream()
            .filter(act -> act.type() == EventType.PURCHASE)
            .noneMatch(
                act -> act.occurredAt().isAfter(occasion.at()) && !happened(act).isAfter(at));
  }

  private List<Occasion> told(Trigger.EventHappens trigger, Collection<Event> acts, Instant since) {
    List<Event> such =
        acts.stream()
            .filter(act -> act.type().wireName().equals(trigger.event()))
            .filter(act -> !happened(act).isBefore(since))
            .sorted(Comparator.comparing(PastOccasions::happened))
            .toList();
    Map<String, Item> items =
        catalogue.items(
            such.stream().flatMap(act -> Stream.ofNullable(act.itemId())).distinct().toList());
    return such.stream()
        .filter(act ->
            ConditionEvaluator.matches(
                trigger.where(),
                new EventSubject(act, act.itemId() == null ? null : items.get(act.itemId())),
                happened(act)))
        .map(act -> new Occasion("event:" + act.messageId(), happened(act), "event"))
        .toList();
  }

  /** One per cart: the first pause that was long enough. */
  private List<Occasion> abandoned(Duration after, Collection<Event> acts, Instant since) {
    List<Instant> changes =
        acts.stream().filter(PastOccasions::isOfCart).map(Event::occurredAt).sorted().toList();
    Map<String, Occasion> byCart = new LinkedHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      Instant due = changes.get(i).plus(after);
      boolean pause = i + 1 == changes.size() || changes.get(i + 1).isAfter(due);
      if (pause && !changes.get(i).isBefore(since)) {
        cart(acts, changes.get(i))
            .ifPresent(cart ->
                byCart.putIfAbsent(
                    cartId(cart),
                    new Occasion(cartId(cart), cart.lastChange().plus(after), "cart_abandoned")));
      }
    }
    return new ArrayList<>(byCart.values());
  }

  private Optional<Cart> cart(Collection<Event> acts, Instant at) {
    Instant oldest = at.minus(properties.cartMemory());
    return Cart.of(
        acts.stream()
            .filter(act -> isOfCart(act) || act.type() == EventType.PURCHASE)
            .filter(act -> !act.occurredAt().isAfter(at) && !act.occurredAt().isBefore(oldest))
            .map(act ->
                new Cart.Act(
                    act.messageId(), act.type(), act.itemId(), act.quantity(), act.occurredAt()))
            .toList());
  }

  private static String cartId(Cart cart) {
    return TriggerExit.CART + cart.id();
  }

  private static boolean isOfCart(Event event) {
    return switch (event.type()) {
      case ADD_TO_CART, REMOVE_FROM_CART, CHECKOUT -> true;
      default -> false;
    };
  }
}
