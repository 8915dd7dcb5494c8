package io.storeloop.campaign.statistic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A shopper's rows by one over the chance of the group, so that sums over those who got a group say
 * what they would be of everybody (Horvitz and Thompson, JASA 47, 1952). The weight is rounded
 * once, to 16 digits, and everything else is exact, so that the row can be taken out again.
 */
public final class Weighing {
  private Weighing() {}

  /**
   * The rows of the {@linkplain Columns#weighted weighted units}.
   *
   * @param numbers a row per unit, of {@link Columns}, with one of {@link Columns#GOAL}
   * @param chance of the shopper's group before the draw, above 0 up to 1
   */
  public static Map<String, List<BigDecimal>> of(
      Map<String, List<BigDecimal>> numbers, double chance) {
    BigDecimal weight = BigDecimal.ONE.divide(BigDecimal.valueOf(chance), MathContext.DECIMAL64);
    Map<String, List<BigDecimal>> weighted = new HashMap<>();
    numbers.forEach((unit, row) -> {
      if (unit.equals(Columns.GOAL)) {
        List<BigDecimal> goal = row(weight, row.subList(0, Columns.WEIGHED_GOAL));
        goal.add(BigDecimal.ONE);
        weighted.put(Columns.weighted(unit), goal);
      } else if (Columns.isCurrency(unit)) {
        weighted.put(Columns.weighted(unit), row(weight, row.subList(0, Columns.WEIGHED_MONEY)));
      }
    });
    return weighted;
  }

  private static List<BigDecimal> row(BigDecimal weight, List<BigDecimal> columns) {
    List<BigDecimal> row = new ArrayList<>();
    row.add(weight);
    columns.forEach(column -> row.add(weight.multiply(column)));
    return row;
  }
}
