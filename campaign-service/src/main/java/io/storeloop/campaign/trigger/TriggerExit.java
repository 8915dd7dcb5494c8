package io.storeloop.campaign.trigger;

import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.delivery.feed.HttpShopperFeed;
import io.storeloop.campaign.delivery.feed.HttpShopperFeed.FeedAway;
import io.storeloop.campaign.delivery.outbox.ExitRule;
import io.storeloop.campaign.delivery.outbox.Send;
import io.storeloop.campaign.delivery.outbox.Verdict;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.message.Trigger;
import io.storeloop.campaign.trigger.JdbcShopperActs.Item;
import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.stereotype.Component;

/**
 * Whether an occasion is over when its message would leave: bought meanwhile, cart empty, segment
 * left, price risen, churn no longer likely. Read from the event log, the catalogue and
 * profile-service at that moment.
 */
@Component
class TriggerExit implements ExitRule {
  static final String CART = "cart:";

  private final JdbcShopperActs acts;
  private final HttpShopperFeed feed;
  private final DeliveryProperties delivery;
  private final TriggerProperties properties;

  TriggerExit(
      JdbcShopperActs acts,
      HttpShopperFeed feed,
      DeliveryProperties delivery,
      TriggerProperties properties) {
    this.acts = acts;
    this.feed = feed;
    this.delivery = delivery;
    this.properties = properties;
  }

  @Override
  public Optional<Verdict> check(Send send, Campaign campaign, Known profile, Instant now) {
    DeliveryPlan plan = Objects.requireNonNull(campaign.plan().delivery());
    if (plan.cancelOnPurchase()
        && !(plan.trigger() instanceof Trigger.CartAbandoned)
        && acts.boughtSince(send.shopper(), send.occurredAt())) {
      return over("purchased");
    }
    return switch (plan.trigger()) {
      case Trigger.CartAbandoned(Duration after) ->
          cart(send, after.plus(plan.steps().get(send.step()).after()), now);
      case Trigger.SegmentEntered(String segment) ->
          isIn(segment, profile) ? Optional.empty() : over("left_segment");
      case Trigger.PriceDrops drops -> price(send);
      case Trigger.ChurnPredicted(BigDecimal threshold) -> churn(send, threshold, now);
      case Trigger.EventHappens event -> Optional.empty();
      case Trigger.Scheduled moment -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  /** Any purchase closes the cart, so an item bought half an hour ago is never mailed. */
  private Optional<Verdict> cart(Send send, Duration rest, Instant now) {
    Cart cart = acts.cart(send.shopper(), now.minus(properties.cartMemory())).orElse(null);
    if (cart == null || !send.occasion().equals(CART + cart.id())) {
      Instant lastChange = send.plannedAt().minus(rest);
      return over(acts.boughtSince(send.shopper(), lastChange) ? "purchased" : "cart_empty");
    }
    Instant due = cart.lastChange().plus(rest);
    return due.isAfter(now)
        ? Optional.of(new Verdict.Postponed("cart_active", due))
        : Optional.empty();
  }

  private static boolean isIn(String segment, Known profile) {
    return profile.subject().value("segments").orElse(null)
            instanceof Value.TextListValue(List<String> segments)
        && segments.contains(segment);
  }

  private Optional<Verdict> price(Send send) {
    String id = send.detail().path("itemIds").path(0).asString("");
    Item item = acts.items(List.of(id)).get(id);
    if (item == null || !item.there() || item.price() == null) {
      return over("item_gone");
    }
    BigDecimal told = send.detail().path("price").decimalValue(BigDecimal.ZERO);
    return item.price().compareTo(told) > 0 ? over("price_rose") : Optional.empty();
  }

  private Optional<Verdict> churn(Send send, BigDecimal threshold, Instant now) {
    try {
      OptionalDouble probability = feed.churn(send.shopper().key());
      return probability.isPresent() && probability.getAsDouble() >= threshold.doubleValue()
          ? Optional.empty()
          : over("churn_fell");
    } catch (FeedAway away) {
      return Optional.of(
          new Verdict.Postponed("profile_unavailable", now.plus(delivery.pauseCheck())));
    }
  }

  private static Optional<Verdict> over(String reason) {
    return Optional.of(new Verdict.Suppressed(reason));
  }
}
