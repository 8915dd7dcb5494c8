package io.storeloop.algorithms.ranking;

import java.util.Arrays;
import java.util.List;

/**
 * What is known of a user and an item before a day: how often, how lately and how seriously the
 * user dealt with it, how eager a buyer the user is, and how easily the item is bought and bought
 * again. Nothing of the day itself or later is looked at.
 *
 * <p>Counts and ages enter as ln(1 + x). One pass over the log for the users and items, one for the
 * pairs: O(actions).
 */
final class PairFeatures {
  static final List<String> NAMES =
      List.of(
          "views1",
          "views3",
          "views7",
          "views14",
          "views30",
          "views",
          "purchases7",
          "purchases30",
          "purchases",
          "favourite",
          "cart",
          "daysSinceView",
          "daysSincePurchase",
          "daysSinceAny",
          "days",
          "days14",
          "purchaseDays",
          "viewsSincePurchase",
          "decayed3",
          "decayed15",
          "shareOfUser",
          "bought",
          "daysKnown",
          "userViews",
          "userViews30",
          "userViews7",
          "userPurchases",
          "userPurchases30",
          "userDaysSinceAny",
          "userItems",
          "userItemsBought",
          "userItemsBought30",
          "userBuysShare",
          "userBuysAgainShare",
          "itemViews",
          "itemViews30",
          "itemPurchases",
          "itemPurchases30",
          "itemUsers",
          "itemBuyers",
          "itemBuyers30",
          "itemBuyersShare",
          "itemBuyersShare30",
          "itemBuysAgainShare");

  static final int COUNT = NAMES.size();

  private static final int MONTH = 30;
  private static final int FORTNIGHT = 14;
  private static final int WEEK = 7;

  /** Age in days of what never happened. */
  private static final int NEVER = 120;

  /** A view counts 1 where views and stronger actions are added up. */
  private static final double STRONG = 3;

  private static final double SHORT_HALF_LIFE = 3;
  private static final double LONG_HALF_LIFE = 15;

  private final ActionLog log;
  private final int day;
  private final PairSide users;
  private final PairSide items;

  private PairFeatures(ActionLog log, int day) {
    this.log = log;
    this.day = day;
    this.users = new PairSide(log.userCount());
    this.items = new PairSide(log.itemCount());
  }

  /** All pairs that met before the day. */
  static PairRows before(ActionLog log, int day) {
    var features = new PairFeatures(log, day);
    Pair pair = features.new Pair();
    int known = 0;
    for (int number = 0; number < log.pairCount(); number++) {
      if (pair.read(number)) {
        features.users.add(log.user(number), pair);
        features.items.add(log.item(number), pair);
        known++;
      }
    }
    int[] pairs = new int[known];
    float[] rows = new float[known * COUNT];
    int row = 0;
    for (int number = 0; number < log.pairCount(); number++) {
      if (pair.read(number)) {
        pairs[row] = number;
        features.write(number, pair, rows, row * COUNT);
        row++;
      }
    }
    return new PairRows(pairs, rows);
  }

  private void write(int number, Pair pair, float[] rows, int from) {
    int user = log.user(number);
    int item = log.item(number);
    double[] values = {
      ln(pair.views[0]),
      ln(pair.views[1]),
      ln(pair.views[2]),
      ln(pair.views[3]),
      ln(pair.views[4]),
      ln(pair.views[5]),
      ln(pair.purchases7),
      ln(pair.purchases30),
      ln(pair.purchases),
      pair.favourite ? 1 : 0,
      pair.cart ? 1 : 0,
      ln(pair.age(pair.lastView)),
      ln(pair.age(pair.lastPurchase)),
      ln(pair.age(pair.lastAny)),
      ln(pair.days),
      ln(pair.days14),
      ln(pair.purchaseDays),
      ln(pair.viewsSincePurchase),
      ln(pair.decayed3),
      ln(pair.decayed15),
      pair.decayed15 / (users.decayed[user] + 1),
      pair.purchases > 0 ? 1 : 0,
      ln(day - pair.first),
      ln(users.views[user]),
      ln(users.views30[user]),
      ln(users.views7[user]),
      ln(users.purchases[user]),
      ln(users.purchases30[user]),
      ln(day - users.lastAny[user]),
      ln(users.pairs[user]),
      ln(users.bought[user]),
      ln(users.bought30[user]),
      // shares are drawn to what is usual where little is known
      (users.bought[user] + 0.5) / (users.pairs[user] + 10),
      (users.again[user] + 0.3) / (users.bought[user] + 2),
      ln(items.views[item]),
      ln(items.views30[item]),
      ln(items.purchases[item]),
      ln(items.purchases30[item]),
      ln(items.pairs[item]),
      ln(items.bought[item]),
      ln(items.bought30[item]),
      (items.bought[item] + 0.5) / (items.pairs[item] + 10),
      (items.bought30[item] + 0.3) / (items.pairs30[item] + 6),
      (items.again[item] + 0.2) / (items.bought[item] + 2)
    };
    for (int feature = 0; feature < COUNT; feature++) {
      rows[from + feature] = (float) values[feature];
    }
  }

  private static double ln(double value) {
    return Math.log1p(value);
  }

  /** One pair's actions before the day, added up; used again for the next pair. */
  final class Pair {
    private static final int[] SPANS = {1, 3, WEEK, FORTNIGHT, MONTH, Integer.MAX_VALUE};

    final int[] views = new int[SPANS.length];
    int purchases7;
    int purchases30;
    int purchases;
    boolean favourite;
    boolean cart;
    int first;
    int lastView;
    int lastPurchase;
    int lastAny;
    int days;
    int days14;
    int purchaseDays;
    int viewsSincePurchase;
    double decayed3;
    double decayed15;

    /** Reads a pair; false if it had not met by then. */
    boolean read(int number) {
      clear();
      for (int i = log.start(number); i < log.end(number) && log.day(i) < day; i++) {
        add(log.action(i), log.day(i));
      }
      return days > 0;
    }

    private void clear() {
      Arrays.fill(views, 0);
      purchases7 = purchases30 = purchases = 0;
      favourite = cart = false;
      first = lastView = lastPurchase = lastAny = Integer.MIN_VALUE;
      days = days14 = purchaseDays = viewsSincePurchase = 0;
      decayed3 = decayed15 = 0;
    }

    private void add(Action action, int on) {
      int age = day - on;
      first = days == 0 ? on : first;
      if (lastAny != on) {
        days++;
        days14 += age <= FORTNIGHT ? 1 : 0;
        lastAny = on;
      }
      double weight = action == Action.VIEW ? 1 : STRONG;
      decayed3 += weight * Math.pow(0.5, age / SHORT_HALF_LIFE);
      decayed15 += weight * Math.pow(0.5, age / LONG_HALF_LIFE);
      switch (action) {
        case VIEW -> addView(on, age);
        case PURCHASE -> addPurchase(on, age);
        case FAVOURITE -> favourite = true;
        case CART -> cart = true;
      }
    }

    private void addView(int on, int age) {
      for (int span = 0; span < SPANS.length; span++) {
        views[span] += age <= SPANS[span] ? 1 : 0;
      }
      lastView = on;
      viewsSincePurchase += purchases > 0 ? 1 : 0;
    }

    private void addPurchase(int on, int age) {
      purchases++;
      purchases7 += age <= WEEK ? 1 : 0;
      purchases30 += age <= MONTH ? 1 : 0;
      purchaseDays += lastPurchase == on ? 0 : 1;
      lastPurchase = on;
      viewsSincePurchase = 0;
    }

    int views() {
      return views[SPANS.length - 1];
    }

    int views30() {
      return views[SPANS.length - 2];
    }

    int views7() {
      return views[2];
    }

    boolean within30(int moment) {
      return moment != Integer.MIN_VALUE && day - moment <= MONTH;
    }

    int age(int moment) {
      return moment == Integer.MIN_VALUE ? NEVER : Math.min(NEVER, day - moment);
    }
  }
}
