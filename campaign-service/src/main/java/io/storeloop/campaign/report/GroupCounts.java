package io.storeloop.campaign.report;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened in one group of the experiment. Shoppers count, once each, in the group of their
 * first decision.
 *
 * @param converted shoppers who bought inside the window of a decision, seen or not
 * @param convertedAfterExposure those of them who had really seen the offer
 * @param revenue of the converted, by currency
 */
record GroupCounts(
    long decisions,
    long shoppers,
    long exposed,
    long clicked,
    long converted,
    long convertedAfterExposure,
    Map<String, BigDecimal> revenue) {
  static final GroupCounts NONE = new GroupCounts(0, 0, 0, 0, 0, 0, Map.of());

  GroupCounts {
    revenue = Map.copyOf(revenue);
  }

  GroupCounts plus(GroupCounts other) {
    Map<String, BigDecimal> sum = new TreeMap<>(revenue);
    other.revenue.forEach((currency, amount) -> sum.merge(currency, amount, BigDecimal::add));
    return new GroupCounts(
        decisions + other.decisions,
        shoppers + other.shoppers,
        exposed + other.exposed,
        clicked + other.clicked,
        converted + other.converted,
        convertedAfterExposure + other.convertedAfterExposure,
        sum);
  }
}
