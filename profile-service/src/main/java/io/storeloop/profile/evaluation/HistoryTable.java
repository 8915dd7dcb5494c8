package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.common.evaluation.TableRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a table of ready histories: x, t_x, T, mean amount, and the purchases after them. */
final class HistoryTable {
  private static final List<String> REPEATS =
      List.of("x", "frequency", "frequencycal", "xcal", "repeats", "repeatpurchases");
  private static final List<String> LAST =
      List.of("tx", "recency", "recencycal", "txcal", "lastrepeat");
  private static final List<String> AGES = List.of("t", "tcal", "age");
  private static final List<String> MEANS =
      List.of("zbar", "monetaryvalue", "monetaryvaluecal", "meanamount", "mx");
  private static final List<String> LATER =
      List.of("xstar", "frequencyholdout", "holdout", "xholdout");
  private static final List<String> HORIZONS = List.of("tstar", "durationholdout");

  private final TableRows rows;
  private final Optional<Integer> wantedHorizon;
  private final int repeats;
  private final int last;
  private final int age;
  private final Optional<Integer> mean;
  private final Optional<Integer> later;
  private final Optional<Integer> told;
  private final List<PurchaseHistory> histories = new ArrayList<>();
  private final List<Double> means = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private double toldHorizon;

  HistoryTable(TableRows rows, Optional<Integer> wantedHorizon) {
    this.rows = rows;
    this.wantedHorizon = wantedHorizon;
    this.repeats = rows.column(REPEATS).orElseThrow();
    this.last = rows.column(LAST).orElseThrow();
    this.age = rows.column(AGES).orElseThrow();
    this.mean = rows.column(MEANS);
    this.later = rows.column(LATER);
    this.told = rows.column(HORIZONS);
  }

  /** Whether the columns are those of histories, and there are no dates. */
  static boolean isOne(TableRows rows) {
    return rows.column(KnownColumns.DATES).isEmpty()
        && rows.column(REPEATS).isPresent()
        && rows.column(LAST).isPresent()
        && rows.column(AGES).isPresent();
  }

  /** Without a horizon, told or wanted, it is the oldest age. */
  LifetimeData read() {
    for (String[] row = rows.next(); row != null; row = rows.next()) {
      add(row);
    }
    double oldest = histories.stream().mapToDouble(PurchaseHistory::age).max().orElse(0);
    if (oldest == 0) {
      throw rows.refusal("there is no customer with an age above 0");
    }
    double horizon =
        wantedHorizon.map(Integer::doubleValue).orElse(toldHorizon > 0 ? toldHorizon : oldest);
    return new LifetimeData(
        null,
        0,
        histories,
        means.stream().mapToDouble(Double::doubleValue).toArray(),
        List.of(),
        horizon,
        counts.isEmpty() ? null : counts.stream().mapToInt(Integer::intValue).toArray(),
        null,
        null,
        Map.of("customers", (long) histories.size()),
        List.of("A table of histories: times are taken as they are, whatever their unit."));
  }

  private void add(String[] row) {
    double count = number(row[repeats]);
    try {
      histories.add(
          new PurchaseHistory((int) count, count > 0 ? number(row[last]) : 0, number(row[age])));
    } catch (IllegalArgumentException impossible) {
      throw rows.refusal(String.valueOf(impossible.getMessage()));
    }
    means.add(Math.max(0, mean.map(column -> number(row[column])).orElse(0.0)));
    later.ifPresent(column -> counts.add((int) number(row[column])));
    toldHorizon = Math.max(toldHorizon, told.map(column -> number(row[column])).orElse(0.0));
  }

  private double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw rows.refusal("'%s' is not a number".formatted(text));
    }
  }
}
