package io.storeloop.algorithms.attribution;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;

/**
 * What came back of what a campaign cost: (incremental margin − cost) / cost. 0 is break-even, −1
 * all lost.
 *
 * @param value the estimate
 * @param interval of the same confidence and kind as that of the margin it was made of
 */
public record ReturnOnInvestment(double value, Interval interval) {

  /**
   * Of a campaign that treated some users.
   *
   * @param marginPerUser incremental margin a treated user
   * @param interval of that margin, from a fixed look, a confidence sequence or a design
   * @param treated users, 0 or more
   * @param cost of the campaign, above 0, in the unit of the margin
   * @throws IllegalArgumentException if treated or cost is outside its range
   */
  public static ReturnOnInvestment of(
      Effect marginPerUser, Interval interval, long treated, double cost) {
    if (treated < 0 || !(cost > 0)) {
      throw new IllegalArgumentException(
          "treated must be 0 or more and cost above 0, but were %d and %s"
              .formatted(treated, cost));
    }
    double scale = treated / cost;
    return new ReturnOnInvestment(
        marginPerUser.difference() * scale - 1,
        new Interval(interval.lower() * scale - 1, interval.upper() * scale - 1));
  }
}
