package io.storeloop.demoshop;

import java.time.Instant;
import java.util.Optional;

/** Lets simulated shoppers respond to an offer by their true probabilities. */
final class OfferResponse {
  private static final double WINDOW_DAYS = 7;
  private static final int OFFERED_DISCOUNT = 10;

  private final Setting setting;

  OfferResponse(Setting setting) {
    this.setting = setting;
  }

  /**
   * How the shopper responds at the end of the period; the simulation of the shopper's whole life
   * tells whether someone is left to respond.
   */
  OfferNature natureOf(int shopper) {
    ShopperLife life = new ShopperLife(setting, shopper);
    while (!life.isOver()) {
      life.visit();
    }
    return life.offer();
  }

  Optional<ShopEvent> of(String userId, boolean treated, long seed, Instant shownAt) {
    int shopper = ShopperIds.numberOf(userId, setting.options().shoppers());
    long own = Dice.hash(setting.options().seed(), Dice.Stream.RESPONSE, seed);
    Dice dice = Dice.of(own, Dice.Stream.RESPONSE, shopper);
    if (!dice.chance(natureOf(shopper).buyingProbability(treated))) {
      return Optional.empty();
    }
    ShopperNature nature = new ShopperNature(setting.options().seed(), shopper);
    Chooser chooser = new Chooser(setting, nature, dice);
    long at = shownAt.toEpochMilli() + Moment.days(WINDOW_DAYS * dice.unit());
    return chooser
        .item(chooser.category(at), at)
        .map(good -> purchase(userId, good, treated, at, shopper + "-" + Long.toHexString(own)));
  }

  private ShopEvent purchase(String userId, Goods good, boolean treated, long at, String tail) {
    String suffix = setting.tag() + "-" + tail + (treated ? "-t" : "-c");
    return new EventDraft(ShopEvent.Type.PURCHASE)
        .item(good, treated ? OFFERED_DISCOUNT : 0)
        .quantity(1)
        .order("r-" + suffix)
        .at(at, "r-" + suffix, new EventDraft.Who(userId, null, null));
  }
}
