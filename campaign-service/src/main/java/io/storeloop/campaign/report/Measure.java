package io.storeloop.campaign.report;

import io.storeloop.campaign.statistic.Columns;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something measured of every shopper, and what is known of it from before: combinations of the
 * columns of a unit.
 *
 * @param metric its name in the answer
 * @param currency of money, absent otherwise
 * @param unit of the sums it is made of
 * @param outcome one weight per column
 * @param before one weight per column
 */
record Measure(
    String metric,
    @Nullable String currency,
    String unit,
    List<BigDecimal> outcome,
    List<BigDecimal> before) {
  static final String CONVERSION = "conversion";
  static final String GOALS = "goals";
  static final String REVENUE = "revenue";
  static final String MARGIN = "margin";

  /** The weight alone, of the columns of a weighted unit. */
  static final List<BigDecimal> WEIGHT = only(Columns.WEIGHTED_COLUMNS, Columns.WEIGHT);

  private static final int GOAL_COLUMNS = 4;
  private static final int MONEY_COLUMNS = 5;

  /** The share of shoppers who reach the goal. */
  static Measure conversion() {
    return ofGoal(CONVERSION, Columns.CONVERTED);
  }

  /** How often a shopper reaches the goal. */
  static Measure goals() {
    return ofGoal(GOALS, Columns.GOALS);
  }

  static Measure revenue(String currency) {
    return new Measure(
        REVENUE,
        currency,
        currency,
        only(MONEY_COLUMNS, Columns.REVENUE),
        only(MONEY_COLUMNS, Columns.REVENUE_BEFORE));
  }

  /**
   * Revenue less cost.
   *
   * @param share what is left of the revenue whose cost is not known
   */
  static Measure margin(String currency, BigDecimal share) {
    BigDecimal[] weights = zeros(MONEY_COLUMNS);
    weights[Columns.KNOWN_MARGIN] = BigDecimal.ONE;
    weights[Columns.UNCOSTED] = share;
    return new Measure(
        MARGIN, currency, currency, List.of(weights), only(MONEY_COLUMNS, Columns.REVENUE_BEFORE));
  }

  /** The same combination of the columns of the weighted unit. */
  static List<BigDecimal> weighted(List<BigDecimal> columns) {
    BigDecimal[] weights = zeros(Columns.WEIGHTED_COLUMNS);
    for (int column = 0; column + 1 < weights.length; column++) {
      weights[column + 1] = columns.get(column);
    }
    return List.of(weights);
  }

  private static Measure ofGoal(String metric, int column) {
    return new Measure(
        metric,
        null,
        Columns.GOAL,
        only(GOAL_COLUMNS, column),
        only(GOAL_COLUMNS, Columns.PURCHASES_BEFORE));
  }

  private static List<BigDecimal> only(int columns, int column) {
    BigDecimal[] weights = zeros(columns);
    weights[column] = BigDecimal.ONE;
    return List.of(weights);
  }

  private static BigDecimal[] zeros(int columns) {
    BigDecimal[] weights = new BigDecimal[columns];
    Arrays.fill(weights, BigDecimal.ZERO);
    return weights;
  }
}
