package io.storeloop.demoshop;

import io.storeloop.demoshop.Agenda.Appointment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One shopper's time with the shop, lived visit by visit; it depends on the shopper's own dice
 * only, never on other shoppers.
 *
 * <p>Between two visits the shopper leaves for good with a constant hazard that grows with {@link
 * Mood dissatisfaction}: the moment is exponentially distributed, and a shopper who has left never
 * comes back. Not safe for use by several threads.
 */
final class ShopperLife {
  private static final double SECOND_DEVICE = 0.4;
  private static final double SUPPLIES_AT_HOME = 0.3;

  private final Setting setting;
  private final ShopperNature nature;
  private final Dice dice;
  private final Diary diary;
  private final Agenda agenda;
  private final Mood mood;
  private final Browsing browsing;
  private final Errands errands;
  private OptionalLong churnedAt = OptionalLong.empty();
  private long nextVisit;

  ShopperLife(Setting setting, int number) {
    this.setting = setting;
    nature = new ShopperNature(setting.options().seed(), number);
    dice = Dice.of(setting.options().seed(), Dice.Stream.LIFE, number);
    diary = new Diary(setting, nature);
    agenda = new Agenda(nature, setting, dice);
    mood = new Mood(nature, dice);
    Chooser chooser = new Chooser(setting, nature, dice);
    Checkout checkout = new Checkout(setting, nature, dice, diary, agenda, mood, chooser);
    browsing = new Browsing(setting, nature, dice, diary, mood, chooser, checkout);
    errands = new Errands(setting, dice, diary, checkout);
    nextVisit = agenda.next(setting.start());
    planSuppliesAtHome(chooser);
  }

  ShopperNature nature() {
    return nature;
  }

  boolean isOver() {
    return churnedAt.isPresent() || nextVisit >= setting.end();
  }

  long nextVisitAt() {
    return nextVisit;
  }

  /**
   * When the shopper left for good; empty for who is still there at the end, or as far as this life
   * was lived.
   */
  OptionalLong churnedAt() {
    return churnedAt;
  }

  /** How the shopper responds to an offer from now on: who has left does not. */
  OfferNature offer() {
    return churnedAt.isPresent() ? OfferNature.OF_THE_CHURNED : nature.offer;
  }

  /**
   * Lives the next visit. What was done, in the order of time; requires that the life is not over.
   */
  List<ShopEvent> visit() {
    Optional<Appointment> due = agenda.takeDue(nextVisit);
    if (due.isPresent()) {
      keep(due.get());
    } else {
      diary.startSession(nextVisit, device());
      browsing.happen();
      agenda.planHabit(diary.now(), mood.eagerness());
    }
    planNext(diary.now());
    return diary.tear();
  }

  private void keep(Appointment due) {
    if (due.kind() == Appointment.Kind.REFUND) {
      diary.outsideSession(due.at(), due.device());
      errands.refund(due);
      return;
    }
    diary.startSession(due.at(), due.device());
    browsing.arrive("/account/orders");
    if (due.kind() == Appointment.Kind.REVIEW) {
      errands.review(due);
    } else {
      errands.replenish(due);
    }
  }

  private void planNext(long lastSeen) {
    nextVisit = agenda.next(lastSeen + Moment.SESSION_GAP);
    long leaves = lastSeen + Moment.days(dice.exponential(1 / mood.hazardPerDay())) + 1;
    if (leaves < Math.min(nextVisit, setting.end())) {
      churnedAt = OptionalLong.of(leaves);
    }
  }

  /** Who has bought here before the period runs out of something during it. */
  private void planSuppliesAtHome(Chooser chooser) {
    for (Category category : nature.favourites(3)) {
      if (category.isReplenishable() && !nature.newcomer && dice.chance(SUPPLIES_AT_HOME)) {
        long at =
            nextVisit + Moment.days(dice.unit() * category.replenishDays() * nature.replenishPace);
        chooser
            .item(category, setting.start())
            .ifPresent(good ->
                agenda.add(new Appointment(Appointment.Kind.REPLENISH, at, good, "", 0, 1, 0, 0)));
      }
    }
  }

  private int device() {
    return nature.hasTwoDevices && dice.chance(SECOND_DEVICE) ? 1 : 0;
  }
}
