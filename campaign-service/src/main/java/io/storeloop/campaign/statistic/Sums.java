package io.storeloop.campaign.statistic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of some columns over shoppers, and of their products two by two. Exact: adding and taking
 * away in any order gives the same numbers.
 *
 * @param sums one per column
 * @param products of columns a ≥ b, at place a (a + 1) / 2 + b
 */
public record Sums(List<BigDecimal> sums, List<BigDecimal> products) {

  /** Refuses products that are not of these columns. */
  public Sums {
    sums = List.copyOf(sums);
    products = List.copyOf(products);
    if (products.size() != sums.size() * (sums.size() + 1) / 2) {
      throw new IllegalArgumentException(
          "%d columns do not have %d products".formatted(sums.size(), products.size()));
    }
  }

  /** One shopper's. */
  public static Sums of(List<BigDecimal> row) {
    List<BigDecimal> products = new ArrayList<>();
    for (int a = 0; a < row.size(); a++) {
      for (int b = 0; b <= a; b++) {
        products.add(row.get(a).multiply(row.get(b)));
      }
    }
    return new Sums(row, products);
  }

  public Sums plus(Sums other) {
    return new Sums(added(sums, other.sums), added(products, other.products));
  }

  public Sums negated() {
    return new Sums(
        sums.stream().map(BigDecimal::negate).toList(),
        products.stream().map(BigDecimal::negate).toList());
  }

  public boolean isZero() {
    return sums.stream().allMatch(sum -> sum.signum() == 0)
        && products.stream().allMatch(product -> product.signum() == 0);
  }

  public BigDecimal sum(int column) {
    return sums.get(column);
  }

  /** The sum of a combination of the columns; one weight per column. */
  public BigDecimal sum(List<BigDecimal> weights) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int a = 0; a < sums.size(); a++) {
      sum = sum.add(sums.get(a).multiply(weights.get(a)));
    }
    return sum;
  }

  /**
   * Σ (x − x̄) (y − ȳ) over {@code count} shoppers, those without numbers included as zeros; x and
   * y are combinations of the columns.
   */
  public BigDecimal centred(List<BigDecimal> x, List<BigDecimal> y, long count) {
    BigDecimal both = sum(x).multiply(sum(y));
    return product(x, y).subtract(both.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128));
  }

  /** The sum of the products of two combinations of the columns. */
  public BigDecimal product(List<BigDecimal> x, List<BigDecimal> y) {
    BigDecimal product = BigDecimal.ZERO;
    for (int a = 0; a < sums.size(); a++) {
      for (int b = 0; b < sums.size(); b++) {
        BigDecimal weight = x.get(a).multiply(y.get(b));
        if (weight.signum() != 0) {
          product = product.add(weight.multiply(product(a, b)));
        }
      }
    }
    return product;
  }

  /** The sum of the products of two columns. */
  public BigDecimal product(int a, int b) {
    int larger = Math.max(a, b);
    return products.get(larger * (larger + 1) / 2 + Math.min(a, b));
  }

  private static List<BigDecimal> added(List<BigDecimal> one, List<BigDecimal> other) {
    List<BigDecimal> sum = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      sum.add(one.get(i).add(other.get(i)));
    }
    return sum;
  }
}
