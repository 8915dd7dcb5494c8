package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.algorithms.lifetime.PurchaseLogBuilder;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.common.evaluation.TableRows;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

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

  private final PurchaseColumns columns;
  private final PurchaseLogBuilder log = new PurchaseLogBuilder();
  private final Map<String, Integer> customers = new HashMap<>();
  private final Map<String, Long> oddities = new LinkedHashMap<>();

  private PurchaseFile(PurchaseColumns columns) {
    this.columns = columns;
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
  static Purchases read(Path file) {
    var reader = new PurchaseFile(PurchaseColumns.of(file));
    try (TableRows rows = TableRows.open(file)) {
      for (String[] row = rows.next(); row != null; row = rows.next()) {
        reader.add(row, rows);
      }
      if (reader.log.size() == 0) {
        throw rows.refusal("there is no purchase in the file");
      }
    }
    return reader.purchases();
  }

  private Purchases purchases() {
    List<String> notes =
        oddities.entrySet().stream()
            .map(oddity -> "%,d rows %s.".formatted(oddity.getValue(), oddity.getKey()))
            .toList();
    boolean amounts = columns.amount() >= 0 || columns.unitPrice() >= 0;
    return new Purchases(log.build(), log.size(), amounts, notes);
  }

  private void add(String[] row, TableRows rows) {
    String customer = row[columns.customer()];
    if (customer.isEmpty()) {
      oddities.merge(NO_CUSTOMER, 1L, Long::sum);
    } else if (!isPurchase(row)) {
      oddities.merge(NO_PURCHASE, 1L, Long::sum);
    } else {
      double quantity = number(row, columns.quantity(), 1, rows);
      double amount = amount(row, quantity, rows);
      boolean cancelled = columns.invoice() >= 0 && row[columns.invoice()].startsWith("C");
      if (cancelled || quantity < 0 || amount < 0) {
        oddities.merge(CANCELLED, 1L, Long::sum);
      } else {
        log.add(customer(customer, rows), day(row[columns.date()], rows), amount);
      }
    }
  }

  private boolean isPurchase(String[] row) {
    return columns.kind() < 0
        || columns.purchase().contains(row[columns.kind()].toLowerCase(Locale.ROOT));
  }

  private double amount(String[] row, double quantity, TableRows rows) {
    if (columns.amount() >= 0) {
      return number(row, columns.amount(), 0, rows);
    }
    return quantity * number(row, columns.unitPrice(), 0, rows);
  }

  private static double number(String[] row, int column, double without, TableRows rows) {
    if (column < 0 || row[column].isEmpty()) {
      return without;
    }
    try {
      double value = Double.parseDouble(row[column]);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw rows.refusal("'%s' is not a number".formatted(row[column]));
    }
    throw rows.refusal("'%s' is not a finite number".formatted(row[column]));
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

  private static int day(String text, TableRows rows) {
    OptionalLong moment = Moments.of(text);
    if (moment.isEmpty()) {
      throw rows.refusal("'%s' is not a date".formatted(text));
    }
    return LifetimeOption.epochDay(moment.getAsLong());
  }
}
