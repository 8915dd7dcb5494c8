package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.TableRows;
import io.storeloop.profile.evaluation.PurchaseFile.Purchases;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what customers bought: a table of purchases, cut into what is learnt from and what is
 * foretold, or a table of ready histories (x, t_x, T, mean amount, and the purchases after them).
 */
final class LifetimeFile {
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

  private final Path file;
  private final LifetimeOption option;

  private LifetimeFile(Path file, LifetimeOption option) {
    this.file = file;
    this.option = option;
  }

  /**
   * Reads a file.
   *
   * @throws EvaluationRefusal if it cannot be read, or leaves nothing to learn or to foretell
   */
  static LifetimeData read(Path path, LifetimeOption option) {
    var file = new LifetimeFile(path, option);
    try (TableRows rows = TableRows.open(path)) {
      boolean histories =
          rows.column(PurchaseColumns.DATES).isEmpty()
              && rows.column(REPEATS).isPresent()
              && rows.column(LAST).isPresent()
              && rows.column(AGES).isPresent();
      if (histories) {
        return file.histories(rows);
      }
    }
    return file.cut(PurchaseFile.read(path));
  }

  private LifetimeData cut(Purchases purchases) {
    PurchaseLog all = purchases.log();
    int first = all.firstDay();
    int last = all.lastDay();
    int cut = option.cut().orElse(first + (last - first) / 2);
    int unit = option.unit().days();
    if (cut <= first || cut >= last) {
      throw new EvaluationRefusal(
          "'%s' reaches from %s to %s; --cut needs a day between."
              .formatted(file, LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last)));
    }
    List<String> notes = new ArrayList<>(purchases.notes());
    int end = last;
    if (option.horizon().isPresent()) {
      long wanted = cut + (long) option.horizon().get() * unit;
      end = (int) Math.min(last, wanted);
      if (wanted > last) {
        notes.add("The file ends before the horizon; what it has is foretold.");
      }
    }
    PurchaseLog known = all.knownOn(cut);
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("rows", (long) purchases.rows());
    facts.put("daysWithPurchase", (long) all.purchases());
    facts.put("customers", (long) all.customers());
    facts.put("customersKnownAtTheCut", (long) known.customers());
    notes.add(
        "Learnt from %s to %s, foretold until %s; several purchases on a day count once."
            .formatted(
                LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(cut), LocalDate.ofEpochDay(end)));
    return new LifetimeData(
        known,
        cut,
        known.histories(cut, unit),
        known.meanAmounts(cut),
        known.rhythms(cut, unit),
        (end - cut) / (double) unit,
        known.counts(cut, end),
        purchases.amounts() ? known.amounts(cut, end) : null,
        known.daysToNext(cut),
        facts,
        notes);
  }

  private LifetimeData histories(TableRows rows) {
    int repeats = rows.column(REPEATS).orElseThrow();
    int last = rows.column(LAST).orElseThrow();
    int age = rows.column(AGES).orElseThrow();
    Optional<Integer> mean = rows.column(MEANS);
    Optional<Integer> later = rows.column(LATER);
    Optional<Integer> duration = rows.column(HORIZONS);
    List<PurchaseHistory> histories = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    double horizon = option.horizon().orElse(0);
    double oldest = 0;
    for (String[] row = rows.next(); row != null; row = rows.next()) {
      PurchaseHistory history = history(row, repeats, last, age, rows);
      histories.add(history);
      oldest = Math.max(oldest, history.age());
      means.add(mean.isPresent() ? Math.max(0, number(row[mean.get()], rows)) : 0);
      if (later.isPresent()) {
        counts.add((int) number(row[later.get()], rows));
      }
      if (duration.isPresent() && option.horizon().isEmpty()) {
        horizon = Math.max(horizon, number(row[duration.get()], rows));
      }
    }
    if (histories.isEmpty() || oldest == 0) {
      throw rows.refusal("there is no customer with an age above 0");
    }
    return new LifetimeData(
        null,
        0,
        histories,
        means.stream().mapToDouble(Double::doubleValue).toArray(),
        List.of(),
        horizon > 0 ? horizon : oldest,
        later.isPresent() ? counts.stream().mapToInt(Integer::intValue).toArray() : null,
        null,
        null,
        Map.of("customers", (long) histories.size()),
        List.of("A table of histories: times are taken as they are, whatever their unit."));
  }

  private static PurchaseHistory history(
      String[] row, int repeats, int last, int age, TableRows rows) {
    double count = number(row[repeats], rows);
    try {
      return new PurchaseHistory(
          (int) count, count > 0 ? number(row[last], rows) : 0, number(row[age], rows));
    } catch (IllegalArgumentException impossible) {
      throw rows.refusal(String.valueOf(impossible.getMessage()));
    }
  }

  private static double number(String text, TableRows rows) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw rows.refusal("'%s' is not a number".formatted(text));
    }
  }
}
