package io.storeloop.profile.predictor;

import io.storeloop.profile.learning.Classifier;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A number known of a shopper at a moment, from what was done before it alone.
 *
 * @param words for reasons, with a place for the value
 * @param of {@code NaN} where it is not known
 */
record PropensityFeature(String name, String words, ToDoubleFunction<Past> of) {
  private static final double EVER = Double.MAX_VALUE;
  private static final int DIGITS = 3;
  private static final double LEAST_TOLD = 0.001;

  /** In log odds, told with one decimal. */
  private static final double LEAST_WEIGHT = 0.05;

  /** What follows a number in the words, as it is said of one. */
  private static final Map<String, String> SINGULARS =
      Map.of(
          "%s days", "%s day",
          "%s times", "%s time",
          "%s things", "%s thing",
          "%s lines", "%s line",
          "%s different items", "%s item",
          "%s usual pauses", "%s usual pause",
          "%s recent orders", "%s recent order",
          "%s recent days", "%s recent day",
          "%s more are", "%s more is",
          "%s views and clicks", "%s view or click");

  static final String RECENCY = "recencyDays";
  static final String FREQUENCY = "purchaseDays";
  static final String ORDER_PROBABILITY = "orderProbability";
  static final String SAME_WEEKS_A_YEAR_AGO = "sameWeeksAYearAgo";

  /** What models of buying say: as a probability or a number of orders, the same at any moment. */
  static final Set<String> OF_MODELS =
      Set.of(ORDER_PROBABILITY, "expectedOrders", "rhythmProbability", "stayingProbability");

  /** All of them, in the order of the columns. */
  static final List<PropensityFeature> ALL =
      List.of(
          new PropensityFeature(
              RECENCY, "last order %s days ago", past -> past.since(ActKind.PURCHASE)),
          new PropensityFeature(FREQUENCY, "ordered on %s days", past -> past.purchaseDays(EVER)),
          new PropensityFeature(
              "customerDays", "first order %s days ago", Past::sinceFirstPurchase),
          new PropensityFeature("tenureDays", "first seen %s days ago", Past::tenure),
          new PropensityFeature("meanGapDays", "%s days between orders on average", Past::meanGap),
          new PropensityFeature("longestGapDays", "longest pause of %s days", Past::longestGap),
          new PropensityFeature("silenceGaps", "silent for %s usual pauses", Past::silence),
          new PropensityFeature(
              "purchaseDays30", "ordered on %s of the last 30 days", past -> past.purchaseDays(30)),
          new PropensityFeature(
              "purchaseDays90", "ordered on %s of the last 90 days", past -> past.purchaseDays(90)),
          new PropensityFeature(
              "purchaseDays180",
              "ordered on %s of the last 180 days",
              past -> past.purchaseDays(180)),
          new PropensityFeature(
              "purchaseTrend",
              "%s recent orders, older ones counting less",
              past -> past.decayedPurchaseDays(60)),
          new PropensityFeature(
              "monetaryValue", "spent %s in all, returns not taken off", past -> past.spent(EVER)),
          new PropensityFeature(
              "spent90",
              "spent %s in the last 90 days, returns not taken off",
              past -> past.spent(90)),
          new PropensityFeature(
              "averageOrderValue", "%s a day of order", Past::spentPerPurchaseDay),
          new PropensityFeature(
              "linesPerOrder", "%s lines a day of order", Past::linesPerPurchaseDay),
          new PropensityFeature(
              "differentItems",
              "bought %s different items",
              past -> past.differentItems(ActKind.PURCHASE)),
          new PropensityFeature(
              "refunds", "gave back %s times", past -> past.count(ActKind.REFUND, EVER)),
          new PropensityFeature("daysSinceSeen", "last seen %s days ago", Past::sinceSeen),
          new PropensityFeature("activeDays", "there on %s days", past -> past.activeDays(EVER)),
          new PropensityFeature(
              "activeDays30", "there on %s of the last 30 days", past -> past.activeDays(30)),
          new PropensityFeature(
              "activeDays7", "there on %s of the last 7 days", past -> past.activeDays(7)),
          new PropensityFeature(
              "views", "%s views and clicks", past -> past.count(ActKind.VIEW, EVER)),
          new PropensityFeature(
              "views30",
              "%s views and clicks in the last 30 days",
              past -> past.count(ActKind.VIEW, 30)),
          new PropensityFeature(
              "views7",
              "%s views and clicks in the last 7 days",
              past -> past.count(ActKind.VIEW, 7)),
          new PropensityFeature(
              "cartAdds30",
              "put %s things into the cart in the last 30 days",
              past -> past.count(ActKind.CART, 30)),
          new PropensityFeature(
              "daysSinceCart",
              "last thing put into the cart %s days ago",
              past -> past.since(ActKind.CART)),
          new PropensityFeature(
              "wishes", "put %s things on the wish list", past -> past.count(ActKind.WISH, EVER)),
          new PropensityFeature(
              ORDER_PROBABILITY,
              "by number and age of the orders, another comes with probability %s",
              past -> past.outlook().processProbability(past)),
          new PropensityFeature(
              "expectedOrders",
              "by number and age of the orders, %s more are expected",
              past -> past.outlook().expectedOrders(past)),
          new PropensityFeature(
              "rhythmProbability",
              "by the rhythm of the orders, another comes with probability %s",
              past -> past.outlook().rhythmProbability(past)),
          new PropensityFeature(
              "stayingProbability",
              "by the rhythm of the orders, still a customer with probability %s",
              past -> past.outlook().alive(past)),
          new PropensityFeature(
              "lastGapDays", "%s days between the last two orders", Past::lastGap),
          new PropensityFeature("medianGapDays", "usually %s days between orders", Past::medianGap),
          new PropensityFeature(
              "gapVariation", "gaps between orders vary by %s of their mean", Past::gapVariation),
          new PropensityFeature(
              "longerGaps",
              "silent before for longer in a share of %s of the gaps",
              Past::longerGaps),
          new PropensityFeature(
              "purchaseMonths", "ordered in a share of %s of the months", Past::purchaseMonths),
          new PropensityFeature(
              SAME_WEEKS_A_YEAR_AGO,
              "ordered on %s days in the same weeks a year ago",
              Past::sameWeeksAYearAgo),
          new PropensityFeature(
              "purchaseDays60", "ordered on %s of the last 60 days", past -> past.purchaseDays(60)),
          new PropensityFeature("lastOrderValue", "last order of %s", Past::lastOrderValue),
          new PropensityFeature(
              "repeatedItems", "a share of %s of the lines bought again", Past::repeatedItems),
          new PropensityFeature(
              "refunds90",
              "gave back %s times in the last 90 days",
              past -> past.count(ActKind.REFUND, 90)),
          new PropensityFeature(
              "purchaseShare",
              "bought on a share of %s of the days there",
              Past::purchaseShareOfDays),
          new PropensityFeature(
              "activityTrend",
              "%s recent days there, older ones counting less",
              past -> past.decayedActiveDays(14)),
          new PropensityFeature(
              "viewsOfBought30",
              "%s views and clicks in the last 30 days of what was bought before",
              past -> past.viewsOfBought(30)),
          new PropensityFeature(
              "sameItemDays30",
              "looked at one thing on %s of the last 30 days",
              past -> past.mostDaysOfOneItem(30)));

  /** Where {@link #ORDER_PROBABILITY} stands among the columns. */
  static final int ORDER_PROBABILITY_PLACE = names().indexOf(ORDER_PROBABILITY);

  /** {@code last order 84 days ago}; what is not known is said to be so. */
  String inWords(String value) {
    if (value.equals("missing")) {
      return name + " not known";
    }
    String number = rounded(value);
    return (number.equals("1") ? ofOne() : words).formatted(number);
  }

  private String ofOne() {
    return SINGULARS.entrySet().stream()
        .filter(plural -> words.contains(plural.getKey()))
        .map(plural -> words.replace(plural.getKey(), plural.getValue()))
        .findFirst()
        .orElse(words);
  }

  /** The weightiest, at most {@code limit}: those of which more than +0.0 would be told. */
  static List<Classifier.Reason> weighty(List<Classifier.Reason> reasons, int limit) {
    return reasons.stream()
        .filter(reason -> Math.abs(reason.contribution()) >= LEAST_WEIGHT)
        .limit(limit)
        .toList();
  }

  /** A reason in words: {@code last order 84 days ago (+0.9)}. */
  static String told(Classifier.Reason reason) {
    String words =
        ALL.stream()
            .filter(feature -> feature.name.equals(reason.feature()))
            .map(feature -> feature.inWords(reason.value()))
            .findFirst()
            .orElse(reason.feature());
    return String.format(Locale.ROOT, "%s (%+.1f)", words, reason.contribution());
  }

  /** One decimal; below 1 three digits, because a share of 0.0 would be none. */
  private static String rounded(String value) {
    double number = Double.parseDouble(value);
    if (!Double.isFinite(number)) {
      return value;
    }
    double size = Math.abs(number);
    if (size > 0 && size < LEAST_TOLD) {
      return "less than " + LEAST_TOLD;
    }
    BigDecimal exact = BigDecimal.valueOf(number);
    BigDecimal told =
        size < 1
            ? exact.round(new MathContext(DIGITS, RoundingMode.HALF_UP))
            : exact.setScale(1, RoundingMode.HALF_UP);
    return told.stripTrailingZeros().toPlainString();
  }

  static List<String> names() {
    return ALL.stream().map(PropensityFeature::name).toList();
  }
}
