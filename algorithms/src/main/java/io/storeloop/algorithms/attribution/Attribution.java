package io.storeloop.algorithms.attribution;

import java.util.Arrays;

/**
 * Shares revenue among campaigns, in minor units (cents), so that the shares and what is left
 * without a campaign always add up to the revenue exactly.
 *
 * <p>Every answer has a number per campaign, by its index, and behind them that of no campaign.
 * Revenue may be negative: a refund takes back by the same rule.
 *
 * <p>Last touch and linear share say who was there, not who changed anything; only {@link
 * #incremental} does, from the difference to a holdout. Sources: Dalessandro, Perlich, Stitelman
 * and Provost, Causally Motivated Attribution for Online Advertising, ADKDD 2012; Balinski and
 * Young, Fair Representation, 1982 (largest remainder).
 */
public final class Attribution {
  private Attribution() {}

  /**
   * All of an order to the campaign of the latest touch before it.
   *
   * @param touches campaign indexes in the order of time; none leaves the revenue without a
   *     campaign
   * @throws IllegalArgumentException if a touch is of no campaign
   */
  public static long[] lastTouch(long revenue, int[] touches, int campaigns) {
    requireKnown(touches, campaigns);
    long[] shares = new long[campaigns + 1];
    shares[touches.length == 0 ? campaigns : touches[touches.length - 1]] = revenue;
    return shares;
  }

  /**
   * An equal part of an order to each touch; the units that do not divide go one each to the latest
   * touches.
   *
   * @throws IllegalArgumentException if a touch is of no campaign
   */
  public static long[] linear(long revenue, int[] touches, int campaigns) {
    requireKnown(touches, campaigns);
    long[] shares = new long[campaigns + 1];
    if (touches.length == 0) {
      shares[campaigns] = revenue;
      return shares;
    }
    long part = revenue / touches.length;
    long rest = revenue % touches.length;
    for (int i = 0; i < touches.length; i++) {
      boolean oneMore = touches.length - i <= Math.abs(rest);
      shares[touches[i]] += part + (oneMore ? Long.signum(rest) : 0);
    }
    return shares;
  }

  /**
   * The revenue of a period by what each campaign added to it, as measured against its holdout; the
   * rest would have come anyway. A campaign that lost revenue has a negative share. Where campaigns
   * together claim more than there was, their gains are cut in proportion, by largest remainder.
   *
   * @param revenue of the period, 0 or more
   * @param increments incremental revenue by campaign
   * @throws IllegalArgumentException if the revenue is negative
   */
  public static long[] incremental(long revenue, long[] increments) {
    if (revenue < 0) {
      throw new IllegalArgumentException("revenue must be 0 or more, but was " + revenue);
    }
    long losses = Arrays.stream(increments).filter(part -> part < 0).sum();
    long[] gains = Arrays.stream(increments).map(part -> Math.max(0, part)).toArray();
    long[] kept = atMost(Math.subtractExact(revenue, losses), gains);
    long[] shares = new long[increments.length + 1];
    long rest = revenue;
    for (int campaign = 0; campaign < increments.length; campaign++) {
      shares[campaign] = increments[campaign] < 0 ? increments[campaign] : kept[campaign];
      rest -= shares[campaign];
    }
    shares[increments.length] = rest;
    return shares;
  }

  /** The gains, or, where they are more than the limit, parts that add up to it. */
  private static long[] atMost(long limit, long[] gains) {
    double sum = Arrays.stream(gains).asDoubleStream().sum();
    if (sum <= limit) {
      return gains;
    }
    long[] parts = new long[gains.length];
    double[] remainders = new double[gains.length];
    long left = limit;
    for (int i = 0; i < gains.length; i++) {
      double exact = limit * (gains[i] / sum);
      parts[i] = Math.min(left, (long) exact);
      remainders[i] = exact - parts[i];
      left -= parts[i];
    }
    while (left > 0) {
      int largest = 0;
      for (int i = 1; i < gains.length; i++) {
        largest = remainders[i] > remainders[largest] ? i : largest;
      }
      parts[largest]++;
      remainders[largest]--;
      left--;
    }
    return parts;
  }

  private static void requireKnown(int[] touches, int campaigns) {
    for (int touch : touches) {
      if (touch < 0 || touch >= campaigns) {
        throw new IllegalArgumentException(
            "a touch must be of one of %d campaigns, but was of %d".formatted(campaigns, touch));
      }
    }
  }
}
