package io.storeloop.demoshop;

import io.storeloop.demoshop.Agenda.Appointment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The cart and what becomes of it: abandoned, changed, or an order whose lines are tried out later.
 */
final class Checkout {
  private static final long CART_KEPT = 5 * Moment.DAY;
  private static final double REMOVE_LINE = 0.12;
  private static final double PROCEED = 0.48;
  private static final double PAY = 0.6;
  private static final double ERRAND_RESOLVE = 1.35;
  private static final double KEEP_ON_USING = 0.6;
  private static final double TYPICAL_REFUND = 0.02;
  private static final double BAD_REFUND = 0.45;
  private static final double BAD = -0.9;

  /** Pieces of an item in the cart. */
  private record Line(Goods good, int quantity) {}

  private final Setting setting;
  private final ShopperNature nature;
  private final Dice dice;
  private final Diary diary;
  private final Agenda agenda;
  private final Mood mood;
  private final Chooser chooser;
  private final List<Line> cart = new ArrayList<>();
  private long lastAdded;

  Checkout(
      Setting setting,
      ShopperNature nature,
      Dice dice,
      Diary diary,
      Agenda agenda,
      Mood mood,
      Chooser chooser) {
    this.setting = setting;
    this.nature = nature;
    this.dice = dice;
    this.diary = diary;
    this.agenda = agenda;
    this.mood = mood;
    this.chooser = chooser;
  }

  boolean hasCart() {
    return !cart.isEmpty();
  }

  boolean holds(Goods good) {
    return cart.stream().anyMatch(line -> line.good().equals(good));
  }

  void forgetOldCart(long now) {
    if (now - lastAdded > CART_KEPT) {
      cart.clear();
    }
  }

  void add(Goods good, int quantity) {
    cart.add(new Line(good, quantity));
    lastAdded = diary.now();
    diary.note(
        new EventDraft(ShopEvent.Type.ADD_TO_CART).item(good, discount(good)).quantity(quantity));
    diary.pass(Moment.seconds(dice.between(2, 8)));
  }

  /** The end of a visit without an errand. */
  void settle() {
    cart.removeIf(this::isPutBack);
    settle(1);
  }

  /** The end of a visit made in order to buy. */
  void settleErrand() {
    settle(ERRAND_RESOLVE);
  }

  private void settle(double resolve) {
    if (!hasCart() || !dice.chance(PROCEED * resolve)) {
      return;
    }
    if (nature.signIn != ShopperNature.SignIn.NEVER && !diary.isSignedIn()) {
      diary.signIn();
      diary.pass(Moment.seconds(dice.between(5, 30)));
    }
    diary.note(
        new EventDraft(ShopEvent.Type.CHECKOUT)
            .property("lineCount", cart.size())
            .property("value", value()));
    diary.pass(Moment.seconds(dice.between(40, 200)));
    if (dice.chance(PAY * resolve)) {
      order();
    }
  }

  private boolean isPutBack(Line line) {
    boolean putBack = dice.chance(REMOVE_LINE);
    if (putBack) {
      Goods good = line.good();
      diary.note(
          new EventDraft(ShopEvent.Type.REMOVE_FROM_CART)
              .item(good, discount(good))
              .quantity(line.quantity()));
      diary.pass(Moment.seconds(dice.between(1, 6)));
    }
    return putBack;
  }

  private BigDecimal value() {
    return cart.stream()
        .map(line ->
            line.good()
                .priceLess(discount(line.good()))
                .multiply(BigDecimal.valueOf(line.quantity())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void order() {
    String order = diary.nextOrder();
    for (Line line : cart) {
      int discount = discount(line.good());
      diary.note(
          new EventDraft(ShopEvent.Type.PURCHASE)
              .item(line.good(), discount)
              .quantity(line.quantity())
              .order(order));
      chooser.own(line.good());
      planAfter(line, order, discount);
    }
    cart.clear();
    diary.pass(Moment.seconds(2));
  }

  private void planAfter(Line line, String order, int discount) {
    double delight = mood.tryOut(line.good(), chooser.match(line.good()));
    if (dice.chance(delight < BAD ? BAD_REFUND : TYPICAL_REFUND)) {
      plan(Appointment.Kind.REFUND, dice.between(4, 20), line, order, discount, delight);
      return;
    }
    if (dice.chance(0.2 + 0.2 * Math.abs(delight))) {
      plan(Appointment.Kind.REVIEW, dice.between(3, 21), line, order, discount, delight);
    }
    if (line.good().category().isReplenishable() && delight > BAD && dice.chance(KEEP_ON_USING)) {
      double pieces = StrictMath.pow(line.quantity(), 0.8);
      double lasts = line.good().category().replenishDays() * nature.replenishPace * pieces;
      plan(
          Appointment.Kind.REPLENISH,
          lasts * dice.logNormal(1, 0.1),
          line,
          order,
          discount,
          delight);
    }
  }

  private void plan(
      Appointment.Kind kind, double inDays, Line line, String order, int discount, double delight) {
    long at = diary.now() + Moment.days(inDays);
    agenda.add(
        new Appointment(
            kind, at, line.good(), order, diary.device(), line.quantity(), discount, delight));
  }

  private int discount(Goods good) {
    return setting.catalogue().discountPercent(good, diary.now());
  }
}
