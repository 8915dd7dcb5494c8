package io.storeloop.demoshop;

import io.storeloop.demoshop.Agenda.Appointment;
import io.storeloop.demoshop.EventDraft.ItemList;
import java.util.Locale;

/** Visits for a reason: to buy again what is used up, to review, to get money back. */
final class Errands {
  private static final double SEARCHES_FOR_IT = 0.4;

  private final Setting setting;
  private final Dice dice;
  private final Diary diary;
  private final Checkout checkout;

  Errands(Setting setting, Dice dice, Diary diary, Checkout checkout) {
    this.setting = setting;
    this.dice = dice;
    this.diary = diary;
    this.checkout = checkout;
  }

  void replenish(Appointment due) {
    Goods good = due.good();
    if (dice.chance(SEARCHES_FOR_IT)) {
      diary.note(
          new EventDraft(ShopEvent.Type.SEARCH)
              .query(good.item().name().toLowerCase(Locale.ROOT))
              .list(new ItemList("search"))
              .property("resultCount", 1));
      diary.pass(Moment.seconds(dice.between(3, 15)));
    }
    view(good);
    if (good.item().inStock() && !checkout.holds(good)) {
      checkout.add(good, due.quantity());
    }
    checkout.settleErrand();
  }

  /** Five stars for what delights, one for what does not. */
  void review(Appointment due) {
    view(due.good());
    long stars = StrictMath.round(3.75 + 1.3 * due.delight());
    diary.note(
        new EventDraft(ShopEvent.Type.REVIEW)
            .item(due.good())
            .rating((int) Math.clamp(stars, 1, 5))
            .order(due.orderId()));
    diary.pass(Moment.seconds(5));
  }

  void refund(Appointment due) {
    diary.note(
        new EventDraft(ShopEvent.Type.REFUND)
            .item(due.good(), due.discountPercent())
            .quantity(due.quantity())
            .order(due.orderId()));
  }

  private void view(Goods good) {
    long dwell = Moment.seconds(dice.between(5, 60));
    int discount = setting.catalogue().discountPercent(good, diary.now());
    diary.note(new EventDraft(ShopEvent.Type.VIEW).item(good, discount).duration(dwell));
    diary.pass(dwell + Moment.SECOND);
  }
}
