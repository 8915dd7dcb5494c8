package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.algorithms.lifetime.PurchaseLogBuilder;
import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.TableRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Reads a table of purchases: one row each, or one per line of an invoice. Rows that are no
 * purchase of anybody (no customer, cancelled, taken back) are left out and counted.
 */
final class PurchaseFile {
  private static final int MAX_CUSTOMERS = 20_000_000;

  private static final String NO_CUSTOMER = "name no customer and are left out";
  private static final String CANCELLED =
      "are cancellations, or have a negative quantity or amount, and are left out";
  private static final String NO_PURCHASE = "are no purchases and are left out";

  private final PurchaseCells cells;
  private final PurchaseLogBuilder log = new PurchaseLogBuilder();
  private final Map<String, Integer> customers = new HashMap<>();
  private final Map<String, Long> oddities = new LinkedHashMap<>();

  private PurchaseFile(PurchaseCells cells) {
    this.cells = cells;
  }

  /**
   * What a file tells.
   *
   * @param log all purchases, days are epoch days
   * @param notes what was left out
   */
  record Purchases(PurchaseLog log, int rows, boolean amounts, List<String> notes) {}

  /**
   * Reads a file.
   *
   * @throws EvaluationRefusal if it cannot be read, or holds no purchase
   */
  static Purchases read(Path file, PurchaseNames wanted) {
    var reader = new PurchaseFile(PurchaseCells.of(file, PurchaseColumns.of(file, wanted)));
    try (TableRows rows = TableRows.open(file)) {
      for (String[] row = rows.next(); row != null; row = rows.next()) {
        reader.add(row, rows);
      }
      if (reader.log.size() == 0) {
        throw rows.refusal("there is no purchase in the file" + reader.oddities());
      }
    }
    return reader.purchases();
  }

  private Purchases purchases() {
    List<String> notes = new ArrayList<>();
    oddities.forEach((oddity, rows) -> notes.add("%,d rows %s.".formatted(rows, oddity)));
    notes.addAll(cells.notes());
    return new Purchases(log.build(), log.size(), cells.columns().tellMoney(), notes);
  }

  private String oddities() {
    return oddities.entrySet().stream()
        .map(oddity -> "; %,d rows %s".formatted(oddity.getValue(), oddity.getKey()))
        .collect(Collectors.joining());
  }

  private void add(String[] row, TableRows rows) {
    PurchaseColumns columns = cells.columns();
    String customer = row[columns.customer()];
    if (Cells.isMissing(customer)) {
      oddities.merge(NO_CUSTOMER, 1L, Long::sum);
    } else if (!columns.isPurchase(row)) {
      oddities.merge(NO_PURCHASE, 1L, Long::sum);
    } else {
      requireNumber(row, columns.quantity(), rows);
      requireNumber(row, columns.amount() < 0 ? columns.unitPrice() : columns.amount(), rows);
      if (cells.isBack(row)) {
        oddities.merge(CANCELLED, 1L, Long::sum);
      } else {
        OptionalLong moment = cells.moment(row);
        if (moment.isEmpty()) {
          throw rows.refusal("'%s' is not a date".formatted(row[columns.date()]));
        }
        if (!cells.isStray(moment.getAsLong())) {
          int day = LifetimeOption.epochDay(moment.getAsLong());
          log.add(customer(customer, rows), day, cells.amount(row).orElse(0));
        }
      }
    }
  }

  private void requireNumber(String[] row, int column, TableRows rows) {
    if (column >= 0 && !Cells.isMissing(row[column]) && cells.number(row, column).isEmpty()) {
      throw rows.refusal("'%s' is not a number".formatted(row[column]));
    }
  }

  private int customer(String id, TableRows rows) {
    Integer known = customers.get(id);
    if (known != null) {
      return known;
    }
    if (customers.size() == MAX_CUSTOMERS) {
      throw rows.refusal("there are more than %d customers".formatted(MAX_CUSTOMERS));
    }
    customers.put(id, customers.size());
    return customers.size() - 1;
  }
}
