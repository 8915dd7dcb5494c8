package io.storeloop.algorithms.lifetime;

import java.util.Arrays;

/** Collects purchases in any order into a {@link PurchaseLog}. Not thread-safe. */
public final class PurchaseLogBuilder {
  /** Most purchases. */
  public static final int MAX_PURCHASES = 200_000_000;

  private static final int FIRST_CAPACITY = 1024;

  private int size;
  private int customers;
  private long[] keys = new long[FIRST_CAPACITY];
  private double[] amounts = new double[FIRST_CAPACITY];

  /**
   * Adds a purchase.
   *
   * @param customer dense, from 0
   * @param day may be negative
   * @throws IllegalArgumentException if the customer is negative
   * @throws IllegalStateException if there are too many purchases
   */
  public void add(int customer, int day, double amount) {
    if (customer < 0) {
      throw new IllegalArgumentException("customer must be 0 or more, but was " + customer);
    }
    if (size == MAX_PURCHASES) {
      throw new IllegalStateException("more than %d purchases".formatted(MAX_PURCHASES));
    }
    if (size == keys.length) {
      int capacity = (int) Math.min(MAX_PURCHASES, 2L * size);
      keys = Arrays.copyOf(keys, capacity);
      amounts = Arrays.copyOf(amounts, capacity);
    }
    keys[size] = key(customer, day);
    amounts[size++] = amount;
    customers = Math.max(customers, customer + 1);
  }

  public int size() {
    return size;
  }

  /** O(n log n); a customer without purchases has an empty row. */
  public PurchaseLog build() {
    long[] distinct = Arrays.copyOf(keys, size);
    Arrays.sort(distinct);
    int count = 0;
    for (long key : distinct) {
      if (count == 0 || distinct[count - 1] != key) {
        distinct[count++] = key;
      }
    }
    double[] sums = new double[count];
    for (int i = 0; i < size; i++) {
      sums[Arrays.binarySearch(distinct, 0, count, keys[i])] += amounts[i];
    }
    int[] starts = new int[customers + 1];
    int[] days = new int[count];
    for (int i = 0; i < count; i++) {
      starts[(int) (distinct[i] >>> Integer.SIZE) + 1]++;
      days[i] = (int) (distinct[i] & 0xFFFF_FFFFL) ^ Integer.MIN_VALUE;
    }
    for (int customer = 0; customer < customers; customer++) {
      starts[customer + 1] += starts[customer];
    }
    return new PurchaseLog(starts, days, sums);
  }

  /** Sorts by customer, then day, negative days first. */
  private static long key(int customer, int day) {
    return (long) customer << Integer.SIZE | ((day ^ Integer.MIN_VALUE) & 0xFFFF_FFFFL);
  }
}
