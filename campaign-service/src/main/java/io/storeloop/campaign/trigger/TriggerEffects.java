package io.storeloop.campaign.trigger;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.decision.RunningCampaigns;
import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.delivery.outbox.JdbcOutbox;
import io.storeloop.campaign.delivery.outbox.Occasion;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.message.Trigger;
import io.storeloop.campaign.trigger.JdbcShopperActs.Item;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.schema.EventFollower;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What events mean for sends: an occasion for the campaigns that wait for such an event, and for a
 * cart, which is worked out anew from the log and so does not depend on their order. Both are
 * queued in the follower's transaction.
 */
final class TriggerEffects implements EventFollower.Effects {
  static final String CONSUMER = "campaign-trigger";

  private final RunningCampaigns campaigns;
  private final JdbcOutbox outbox;
  private final JdbcShopperActs acts;
  private final DeliveryProperties delivery;
  private final TriggerProperties properties;
  private final Clock clock;

  TriggerEffects(
      RunningCampaigns campaigns,
      JdbcOutbox outbox,
      JdbcShopperActs acts,
      DeliveryProperties delivery,
      TriggerProperties properties,
      Clock clock) {
    this.campaigns = campaigns;
    this.outbox = outbox;
    this.acts = acts;
    this.delivery = delivery;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void apply(List<LoggedEvent> logged) {
    List<Campaign> waiting = campaigns.current().campaigns();
    List<Campaign> carts = waiting(waiting, Trigger.CartAbandoned.class);
    List<Campaign> events = waiting(waiting, Trigger.EventHappens.class);
    if (carts.isEmpty() && events.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Instant earliest = now.minus(delivery.maxLateness());
    List<Event> recent =
        logged.stream()
            .map(LoggedEvent::event)
            .filter(event -> event.isOfShopper() && PastOccasions.happened(event).isAfter(earliest))
            .toList();
    if (!events.isEmpty()) {
      told(recent, events, now);
    }
    if (!carts.isEmpty()) {
      carts(recent, carts, now);
    }
  }

  static List<Campaign> waiting(List<Campaign> campaigns, Class<? extends Trigger> kind) {
    return campaigns.stream()
        .filter(campaign -> {
          DeliveryPlan plan = campaign.plan().delivery();
          return plan != null && kind.isInstance(plan.trigger());
        })
        .toList();
  }

  private void told(List<Event> recent, List<Campaign> waiting, Instant now) {
    Set<String> ids =
        recent.stream()
            .flatMap(event -> Stream.ofNullable(event.itemId()))
            .collect(Collectors.toSet());
    Map<String, Item> items = acts.items(ids);
    for (Event event : recent) {
      Item item = event.itemId() == null ? null : items.get(event.itemId());
      EventSubject subject = new EventSubject(event, item);
      for (Campaign campaign : waiting) {
        DeliveryPlan plan = Objects.requireNonNull(campaign.plan().delivery());
        if (plan.trigger() instanceof Trigger.EventHappens(String type, var where)
            && event.type().wireName().equals(type)
            && isSince(campaign, PastOccasions.happened(event))
            && ConditionEvaluator.matches(where, subject, now)) {
          Shopper shopper = acts.recognised(shopper(event));
          ObjectNode detail = items(event.itemId() == null ? List.of() : List.of(event.itemId()));
          outbox.add(
              new Occasion(
                  campaign,
                  shopper,
                  "event:" + event.messageId(),
                  PastOccasions.happened(event),
                  detail),
              now);
        }
      }
    }
  }

  private void carts(List<Event> recent, List<Campaign> waiting, Instant now) {
    Set<Shopper> touched = new LinkedHashSet<>();
    for (Event event : recent) {
      switch (event.type()) {
        case ADD_TO_CART, REMOVE_FROM_CART, CHECKOUT ->
            touched.add(acts.recognised(shopper(event)));
        default -> {}
      }
    }
    for (Shopper shopper : touched) {
      Cart cart = acts.cart(shopper, now.minus(properties.cartMemory())).orElse(null);
      if (cart == null) {
        continue;
      }
      for (Campaign campaign : waiting) {
        if (Objects.requireNonNull(campaign.plan().delivery()).trigger()
                instanceof Trigger.CartAbandoned(var after)
            && isSince(campaign, cart.lastChange())) {
          Occasion occasion =
              new Occasion(
                  campaign,
                  shopper,
                  TriggerExit.CART + cart.id(),
                  cart.lastChange().plus(after),
                  items(cart.items().keySet()));
          outbox.supersede(occasion, TriggerExit.CART, "cart_empty", now);
          outbox.add(occasion, now);
        }
      }
    }
  }

  /**
   * What happened before the campaign was started, its trigger changed or its period begun is no
   * occasion for it.
   */
  static boolean isSince(Campaign campaign, Instant at) {
    Instant started = campaign.startedAt();
    return started != null
        && Stream.of(started, campaign.occasionsSince(), campaign.plan().period().startsAt())
            .allMatch(from -> from == null || !at.isBefore(from));
  }

  private static Shopper shopper(Event event) {
    return new Shopper(event.userId(), event.userId() == null ? event.anonymousId() : null);
  }

  static ObjectNode items(Iterable<String> ids) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    ArrayNode list = detail.putArray("itemIds");
    ids.forEach(list::add);
    return detail;
  }
}
