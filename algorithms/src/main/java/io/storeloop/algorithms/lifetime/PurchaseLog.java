package io.storeloop.algorithms.lifetime;

import io.storeloop.algorithms.lifetime.GammaGammaFit.Spender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * On which days customers bought, and for how much: several purchases on a day are one. Customers
 * are rows; days are whole numbers of any origin, ascending. Immutable.
 */
public final class PurchaseLog {
  private final int[] starts;
  private final int[] days;
  private final double[] amounts;

  PurchaseLog(int[] starts, int[] days, double[] amounts) {
    this.starts = starts;
    this.days = days;
    this.amounts = amounts;
  }

  public int customers() {
    return starts.length - 1;
  }

  /** Days with a purchase, of all customers. */
  public int purchases() {
    return days.length;
  }

  /** Of a log with purchases. */
  public int firstDay() {
    return Arrays.stream(days).min().orElseThrow();
  }

  /** Of a log with purchases. */
  public int lastDay() {
    return Arrays.stream(days).max().orElseThrow();
  }

  /** Those who bought up to a day, that day included, with all they bought, later too. */
  public PurchaseLog knownOn(int day) {
    int[] keptStarts = new int[starts.length];
    int kept = 0;
    int size = 0;
    int[] keptDays = new int[days.length];
    double[] keptAmounts = new double[days.length];
    for (int customer = 0; customer < customers(); customer++) {
      int from = starts[customer];
      int length = starts[customer + 1] - from;
      if (length > 0 && days[from] <= day) {
        System.arraycopy(days, from, keptDays, size, length);
        System.arraycopy(amounts, from, keptAmounts, size, length);
        size += length;
        keptStarts[++kept] = size;
      }
    }
    return new PurchaseLog(
        Arrays.copyOf(keptStarts, kept + 1),
        Arrays.copyOf(keptDays, size),
        Arrays.copyOf(keptAmounts, size));
  }

  /**
   * The histories as they were on the evening of a day, one per customer.
   *
   * @param daysPerUnit 1 for days, 7 for weeks
   * @throws IllegalArgumentException if a customer is not known on that day
   */
  public List<PurchaseHistory> histories(int day, double daysPerUnit) {
    List<PurchaseHistory> histories = new ArrayList<>(customers());
    for (int customer = 0; customer < customers(); customer++) {
      int from = starts[customer];
      int end = endOf(customer, day);
      if (end == from) {
        throw new IllegalArgumentException(
            "customer %d is not known on day %d".formatted(customer, day));
      }
      histories.add(
          new PurchaseHistory(
              end - from - 1,
              (days[end - 1] - days[from]) / daysPerUnit,
              (day - days[from]) / daysPerUnit));
    }
    return histories;
  }

  /** Purchases after one day and up to another, that one included, per customer. */
  public int[] counts(int after, int to) {
    int[] counts = new int[customers()];
    for (int customer = 0; customer < customers(); customer++) {
      counts[customer] = endOf(customer, to) - endOf(customer, after);
    }
    return counts;
  }

  /** Money spent after one day and up to another, per customer. */
  public double[] amounts(int after, int to) {
    double[] sums = new double[customers()];
    for (int customer = 0; customer < customers(); customer++) {
      for (int i = endOf(customer, after); i < endOf(customer, to); i++) {
        sums[customer] += amounts[i];
      }
    }
    return sums;
  }

  /** Days from a day until the first purchase after it, per customer; -1 for none in the log. */
  public int[] daysToNext(int day) {
    int[] waits = new int[customers()];
    for (int customer = 0; customer < customers(); customer++) {
      int next = endOf(customer, day);
      waits[customer] = next < starts[customer + 1] ? days[next] - day : -1;
    }
    return waits;
  }

  /**
   * Mean amount of the repeat purchases up to a day, per customer; 0 for who did not come back, or
   * whose amounts do not sum to more than 0.
   */
  public double[] meanAmounts(int day) {
    double[] means = new double[customers()];
    for (int customer = 0; customer < customers(); customer++) {
      int end = endOf(customer, day);
      int repeats = end - starts[customer] - 1;
      double sum = 0;
      for (int i = starts[customer] + 1; i < end; i++) {
        sum += amounts[i];
      }
      means[customer] = repeats > 0 ? Math.max(0, sum / repeats) : 0;
    }
    return means;
  }

  /** Who came back up to a day and spent more than nothing. */
  public List<Spender> spenders(int day) {
    double[] means = meanAmounts(day);
    List<Spender> spenders = new ArrayList<>();
    for (int customer = 0; customer < customers(); customer++) {
      if (means[customer] > 0) {
        spenders.add(new Spender(endOf(customer, day) - starts[customer] - 1, means[customer]));
      }
    }
    return spenders;
  }

  /**
   * Times between purchases up to a day, and since the last of them, one per customer.
   *
   * @param daysPerUnit 1 for days, 7 for weeks
   */
  public List<Rhythm> rhythms(int day, double daysPerUnit) {
    List<Rhythm> rhythms = new ArrayList<>(customers());
    for (int customer = 0; customer < customers(); customer++) {
      int first = starts[customer];
      int end = endOf(customer, day);
      double[] gaps = new double[Math.max(0, end - first - 1)];
      for (int i = 0; i < gaps.length; i++) {
        gaps[i] = (days[first + i + 1] - days[first + i]) / daysPerUnit;
      }
      rhythms.add(new Rhythm(gaps, (day - days[end - 1]) / daysPerUnit));
    }
    return rhythms;
  }

  /** Behind the last purchase of a customer up to a day. */
  private int endOf(int customer, int day) {
    int end = starts[customer];
    while (end < starts[customer + 1] && days[end] <= day) {
      end++;
    }
    return end;
  }
}
