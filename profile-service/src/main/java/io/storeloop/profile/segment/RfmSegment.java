package io.storeloop.profile.segment;

import static io.storeloop.common.conditions.Operator.GTE;
import static io.storeloop.common.conditions.Operator.LTE;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Value;
import java.util.List;
import java.util.Locale;

/**
 * The kinds of shoppers by recency, frequency and money; every shopper is of exactly one. What is
 * recent, often and much the shop's own quantiles say.
 *
 * <p>Source: the quantile method of Hughes, Strategic Database Marketing (1994); the names are
 * those in common use. Departure: thresholds instead of scores of 1 to 5, so that each kind is an
 * ordinary condition a person can read.
 */
enum RfmSegment {
  CHAMPIONS("Champions", "Bought lately, often and for much.") {
    @Override
    Condition of(RfmCuts cuts) {
      return allOf(recent(cuts), often(cuts), much(cuts));
    }
  },
  LOYAL("Loyal", "Bought lately and often, not for much.") {
    @Override
    Condition of(RfmCuts cuts) {
      return allOf(recent(cuts), often(cuts), not(much(cuts)));
    }
  },
  POTENTIAL("Potential loyalists", "Bought lately, more than once or for much, not yet often.") {
    @Override
    Condition of(RfmCuts cuts) {
      return allOf(recent(cuts), not(often(cuts)), anyOf(again(), much(cuts)));
    }
  },
  NEW("New buyers", "Bought once, lately, not for much.") {
    @Override
    Condition of(RfmCuts cuts) {
      return allOf(recent(cuts), bought(), not(again()), not(much(cuts)));
    }
  },
  NEED_ATTENTION("Need attention", "Bought often or for much, but not lately.") {
    @Override
    Condition of(RfmCuts cuts) {
      return allOf(not(recent(cuts)), not(gone(cuts)), anyOf(often(cuts), much(cuts)), bought());
    }
  },
  ABOUT_TO_SLEEP("About to sleep", "Bought neither lately nor often nor for much.") {
    @Override
    Condition of(RfmCuts cuts) {
      return allOf(not(recent(cuts)), not(gone(cuts)), not(often(cuts)), not(much(cuts)), bought());
    }
  },
  AT_RISK("At risk", "Bought often or for much, and has been gone for long.") {
    @Override
    Condition of(RfmCuts cuts) {
      return allOf(gone(cuts), anyOf(often(cuts), much(cuts)));
    }
  },
  HIBERNATING("Hibernating", "Bought more than once, and has been gone for long.") {
    @Override
    Condition of(RfmCuts cuts) {
      return allOf(gone(cuts), again(), not(often(cuts)), not(much(cuts)));
    }
  },
  LOST("Lost", "Bought once, long ago, not for much.") {
    @Override
    Condition of(RfmCuts cuts) {
      return allOf(gone(cuts), bought(), not(again()), not(much(cuts)));
    }
  },
  NOT_YET("Not yet buyers", "Never bought.") {
    @Override
    Condition of(RfmCuts cuts) {
      return not(bought());
    }
  };

  private static final String DAYS = "features.recencyDays";
  private static final String ORDERS = "features.orders";
  private static final String MONEY = "features.monetaryValue";

  private final String title;
  private final String meaning;

  RfmSegment(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  /** The condition of this kind in a shop with these cuts. */
  abstract Condition of(RfmCuts cuts);

  /** The id as a segment. */
  String id() {
    return "rfm-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  SegmentDraft draft(RfmCuts cuts) {
    return new SegmentDraft(title, meaning, of(cuts));
  }

  private static Condition recent(RfmCuts cuts) {
    return allOf(bought(), new Compare(DAYS, LTE, Value.of(cuts.recentDays())));
  }

  private static Condition gone(RfmCuts cuts) {
    return allOf(bought(), not(new Compare(DAYS, LTE, Value.of(cuts.goneDays()))));
  }

  private static Condition bought() {
    return new Compare(ORDERS, GTE, Value.of(1));
  }

  private static Condition again() {
    return new Compare(ORDERS, GTE, Value.of(2));
  }

  private static Condition often(RfmCuts cuts) {
    return new Compare(ORDERS, GTE, Value.of(cuts.often()));
  }

  private static Condition much(RfmCuts cuts) {
    return new Compare(MONEY, GTE, Value.of(cuts.much()));
  }

  private static Condition allOf(Condition... parts) {
    return new And(List.of(parts));
  }

  private static Condition anyOf(Condition... parts) {
    return new Or(List.of(parts));
  }

  private static Condition not(Condition part) {
    return new Not(part);
  }
}
