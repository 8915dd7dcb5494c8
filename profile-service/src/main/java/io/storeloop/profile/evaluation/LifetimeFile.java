package io.storeloop.profile.evaluation;

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

/**
 * Reads what customers bought: a table of purchases, cut into what is learnt from and what is
 * foretold, or a table of ready histories (x, t_x, T, mean amount, and the purchases after them).
 */
final class LifetimeFile {
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
    try (TableRows rows = TableRows.open(path)) {
      if (HistoryTable.isOne(rows)) {
        return new HistoryTable(rows, option.horizon()).read();
      }
    }
    return new LifetimeFile(path, option).cut(PurchaseFile.read(path, option.names()));
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
    int end = end(cut, last, notes);
    PurchaseLog known = all.knownOn(cut);
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
        facts(purchases, known),
        notes);
  }

  private int end(int cut, int last, List<String> notes) {
    if (option.horizon().isEmpty()) {
      return last;
    }
    long wanted = cut + (long) option.horizon().get() * option.unit().days();
    if (wanted > last) {
      notes.add("The file ends before the horizon; what it has is foretold.");
    }
    return (int) Math.min(last, wanted);
  }

  private static Map<String, Long> facts(Purchases purchases, PurchaseLog known) {
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("rows", (long) purchases.rows());
    facts.put("daysWithPurchase", (long) purchases.log().purchases());
    facts.put("customers", (long) purchases.log().customers());
    facts.put("customersKnownAtTheCut", (long) known.customers());
    return facts;
  }
}
