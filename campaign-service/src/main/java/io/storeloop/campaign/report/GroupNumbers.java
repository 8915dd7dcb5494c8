package io.storeloop.campaign.report;

import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.campaign.statistic.Columns;
import io.storeloop.campaign.statistic.Sums;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sums of one group of the experiment, or of several together, by unit. */
record GroupNumbers(Map<String, Sums> units) {
  static final GroupNumbers NONE = new GroupNumbers(Map.of());

  private static final Sums NOTHING_WEIGHTED =
      Sums.of(Collections.nCopies(Columns.WEIGHTED_COLUMNS, BigDecimal.ZERO));

  GroupNumbers {
    units = Map.copyOf(units);
  }

  GroupNumbers plus(GroupNumbers other) {
    Map<String, Sums> sum = new HashMap<>(units);
    other.units.forEach((unit, sums) -> sum.merge(unit, sums, Sums::plus));
    return new GroupNumbers(sum);
  }

  long shoppers() {
    return count(Columns.SHOPPERS);
  }

  long mixed() {
    return count(Columns.MIXED);
  }

  long converted() {
    return whole(Columns.GOAL, Columns.CONVERTED);
  }

  /** Shoppers whose chance of the group is known; of adaptive campaigns alone. */
  long chanceKnown() {
    return whole(Columns.weighted(Columns.GOAL), Columns.CHANCE_KNOWN);
  }

  SortedSet<String> currencies() {
    SortedSet<String> currencies = new TreeSet<>(units.keySet());
    currencies.removeIf(unit -> !Columns.isCurrency(unit));
    return currencies;
  }

  /** A sum of money; 0 in a currency that nobody paid in. */
  BigDecimal money(String currency, int column) {
    Sums sums = units.get(currency);
    return sums == null ? BigDecimal.ZERO : sums.sum(column);
  }

  GroupCounts counts() {
    Map<String, BigDecimal> revenue = new TreeMap<>();
    for (String currency : currencies()) {
      BigDecimal amount = money(currency, Columns.REVENUE);
      if (amount.signum() != 0) {
        revenue.put(currency, amount);
      }
    }
    return new GroupCounts(
        count(Columns.DECISIONS),
        shoppers(),
        count(Columns.EXPOSED),
        count(Columns.CLICKED),
        converted(),
        count(Columns.AFTER_EXPOSURE),
        revenue);
  }

  /**
   * Column 0 is the outcome, column 1 what was known before; shoppers without numbers are zeros.
   *
   * @throws IllegalArgumentException if there is nobody
   */
  JointMoments of(Measure measure) {
    long n = shoppers();
    Sums sums = units.get(measure.unit());
    if (sums == null) {
      return JointMoments.of(n, new double[2], new double[2][2]);
    }
    List<List<BigDecimal>> columns = List.of(measure.outcome(), measure.before());
    double[] means = new double[2];
    double[][] products = new double[2][2];
    for (int a = 0; a < 2; a++) {
      BigDecimal sum = sums.sum(columns.get(a));
      means[a] = sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128).doubleValue();
      for (int b = 0; b < 2; b++) {
        products[a][b] = sums.centred(columns.get(a), columns.get(b), n).doubleValue();
      }
    }
    return JointMoments.of(n, means, products);
  }

  /**
   * Column 0 is the outcome, column 1 is 1, column 2 what was known before; each by one over the
   * chance that a shopper had of the group. Not centred.
   */
  Sums weighted(Measure measure) {
    // who has no numbers of the unit weighs nothing but in column 1
    Sums everybody = units.getOrDefault(Columns.weighted(Columns.GOAL), NOTHING_WEIGHTED);
    Sums some = units.getOrDefault(Columns.weighted(measure.unit()), NOTHING_WEIGHTED);
    List<BigDecimal> outcome = Measure.weighted(measure.outcome());
    List<BigDecimal> before = Measure.weighted(measure.before());
    return new Sums(
        List.of(some.sum(outcome), everybody.sum(Columns.WEIGHT), some.sum(before)),
        List.of(
            some.product(outcome, outcome),
            some.product(Measure.WEIGHT, outcome),
            everybody.product(Columns.WEIGHT, Columns.WEIGHT),
            some.product(before, outcome),
            some.product(before, Measure.WEIGHT),
            some.product(before, before)));
  }

  private long count(int column) {
    return whole(Columns.SHOPPER, column);
  }

  private long whole(String unit, int column) {
    @Nullable Sums sums = units.get(unit);
    return sums == null ? 0 : sums.sum(column).longValueExact();
  }
}
