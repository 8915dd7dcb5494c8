package io.storeloop.algorithms.ranking;

import java.util.List;

/**
 * How {@link PurchaseForecast} learns.
 *
 * @param horizonDays length of the period whose purchases are foretold, 1 or more
 * @param stepDays distance of the mornings that are learnt from, 1 or more
 * @param l2 strengths of shrinking that are tried, each from 0 to {@link #MAX_L2}; one from the
 *     middle where there is too little past to choose
 * @param maxRows most rows learnt from, 1 or more; of more mornings an even part is taken, though
 *     never less than one
 */
public record PurchaseOptions(int horizonDays, int stepDays, List<Double> l2, int maxRows) {
  public static final int DEFAULT_MAX_ROWS = 1_000_000;

  /** Beyond it every weight is 0 for all that is known of logs. */
  public static final double MAX_L2 = 1e9;

  private static final int MONTH = 31;
  private static final List<Double> DEFAULT_L2 = List.of(30.0, 100.0, 300.0, 1_000.0);

  /**
   * Refuses values outside the ranges above with an {@link IllegalArgumentException} that names the
   * option.
   */
  public PurchaseOptions {
    l2 = List.copyOf(l2);
    require("horizonDays", horizonDays, horizonDays >= 1);
    require("stepDays", stepDays, stepDays >= 1);
    require(
        "l2", l2, !l2.isEmpty() && l2.stream().allMatch(value -> value >= 0 && value <= MAX_L2));
    require("maxRows", maxRows, maxRows >= 1);
  }

  /** A month ahead, or a third of a shorter past. */
  public static PurchaseOptions standard(ActionLog log) {
    return ahead(log, Math.min(MONTH, span(log) / 3));
  }

  /** A number of days ahead, or half of a shorter past. */
  public static PurchaseOptions ahead(ActionLog log, int days) {
    int horizon = Math.max(1, Math.min(days, span(log) / 2));
    return new PurchaseOptions(horizon, Math.max(1, horizon / 8), DEFAULT_L2, DEFAULT_MAX_ROWS);
  }

  private static int span(ActionLog log) {
    return log.endDay() - log.firstDay();
  }

  private static void require(String option, Object value, boolean sensible) {
    if (!sensible) {
      throw new IllegalArgumentException("%s makes no sense: %s".formatted(option, value));
    }
  }
}
