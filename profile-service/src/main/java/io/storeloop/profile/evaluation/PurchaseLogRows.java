package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.TableRows;
import io.storeloop.profile.grouping.Column;
import io.storeloop.profile.grouping.Scaling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a transaction log as customers with recency (days from the last purchase to the end of the
 * log), frequency (days with a purchase) and money (all that was paid, less what came back).
 */
final class PurchaseLogRows {
  /** Customers that are held. */
  static final int MOST_CUSTOMERS = 5_000_000;

  private static final long DAY = Duration.ofDays(1).toMillis();

  private static final Column RECENCY =
      new Column("recencyDays", true, "last purchase long ago", "bought lately");
  private static final Column FREQUENCY =
      new Column("frequency", true, "frequent buyers", "rare buyers");
  private static final Column MONEY = new Column("money", true, "big spenders", "small spenders");

  private final PurchaseColumns columns;
  private final PurchaseCells cells;
  private final Map<String, Purchases> customers = new HashMap<>();
  private long latest = Long.MIN_VALUE;
  private long rows;
  private long purchases;
  private long withoutCustomer;
  private long withoutTime;
  private long stray;

  /** What one customer bought. */
  private static final class Purchases {
    private final Set<Long> days = new HashSet<>();
    private long last = Long.MIN_VALUE;
    private double money;
  }

  private PurchaseLogRows(PurchaseCells cells) {
    this.columns = cells.columns();
    this.cells = cells;
  }

  /**
   * The customers of a log; empty if the file is none: no customer column, no dates, or no customer
   * twice.
   */
  static Optional<ClusterRows> read(Path file, PurchaseNames wanted, long seed) {
    Optional<PurchaseColumns> columns = PurchaseColumns.find(file, wanted);
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    PurchaseLogRows log = new PurchaseLogRows(PurchaseCells.of(file, columns.get()));
    try (TableRows rows = TableRows.open(file)) {
      for (String[] row = rows.next(); row != null; row = rows.next()) {
        log.add(row, rows);
      }
    }
    boolean repeats =
        log.customers.size() < log.rows - log.withoutCustomer - log.withoutTime - log.stray;
    return repeats ? Optional.of(log.result(file, seed)) : Optional.empty();
  }

  private void add(String[] row, TableRows where) {
    rows++;
    String customer = row[columns.customer()];
    if (Cells.isMissing(customer)) {
      withoutCustomer++;
      return;
    }
    OptionalLong time = cells.moment(row);
    if (time.isEmpty()) {
      withoutTime++;
      return;
    }
    if (cells.isStray(time.getAsLong())) {
      stray++;
      return;
    }
    latest = Math.max(latest, time.getAsLong());
    Purchases known = customers.computeIfAbsent(customer, unseen -> new Purchases());
    if (customers.size() > MOST_CUSTOMERS) {
      throw where.refusal("there are more than %d customers".formatted(MOST_CUSTOMERS));
    }
    if (columns.isPurchase(row)) {
      buy(known, row, time.getAsLong());
    }
  }

  /** What came back reduces the money and is no purchase. */
  private void buy(Purchases known, String[] row, long time) {
    double amount = 1;
    if (columns.tellMoney()) {
      amount = cells.amount(row).orElse(0);
      known.money += amount;
    }
    if (amount > 0) {
      purchases++;
      known.days.add(Math.floorDiv(time, DAY));
      known.last = Math.max(known.last, time);
    }
  }

  private ClusterRows result(Path file, long seed) {
    List<String> ids =
        customers.entrySet().stream()
            .filter(customer -> !customer.getValue().days.isEmpty())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (ids.isEmpty()) {
      throw new EvaluationRefusal("'%s' has no purchases.".formatted(file));
    }
    boolean money = columns.tellMoney();
    List<Column> kept = money ? List.of(RECENCY, FREQUENCY, MONEY) : List.of(RECENCY, FREQUENCY);
    double[][] values =
        ids.stream()
            .map(customers::get)
            .map(known -> Arrays.copyOf(row(known), kept.size()))
            .toArray(double[][]::new);
    boolean[] heavyTailed = new boolean[kept.size()];
    Arrays.fill(heavyTailed, true);
    return ClusterRows.of(
        ClusterRows.CUSTOMERS,
        kept,
        ids,
        values,
        Scaling.learn(values, heavyTailed),
        null,
        notes(ids.size(), money),
        seed);
  }

  private double[] row(Purchases known) {
    return new double[] {
      Math.floorDiv(latest - known.last, DAY), known.days.size(), Math.max(0, known.money)
    };
  }

  private List<String> notes(int buyers, boolean money) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "read as a transaction log: %,d rows, %,d of them purchases, by %,d customers; recency, frequency%s computed"
            .formatted(rows, purchases, buyers, money ? " and money" : " (there is no money)"));
    notes.addAll(cells.notes());
    if (withoutCustomer > 0) {
      notes.add("%,d rows without a customer are left out".formatted(withoutCustomer));
    }
    if (withoutTime > 0) {
      notes.add("%,d rows without a readable time are left out".formatted(withoutTime));
    }
    int without = customers.size() - buyers;
    if (without > 0) {
      notes.add("%,d customers without a purchase are left out".formatted(without));
    }
    return notes;
  }
}
