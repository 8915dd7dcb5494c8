package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.TableRows;
import io.storeloop.common.evaluation.WrittenDates;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one pass through a table of purchases tells before it is read.
 *
 * @param numbers by column of numbers
 * @param days of all rows of somebody
 * @param currencies of amounts or prices
 * @param delimiter between columns
 */
record PurchaseScan(
    Map<Integer, WrittenNumbers> numbers, LogDays days, Currencies currencies, String delimiter) {

  static PurchaseScan through(Path file, PurchaseColumns columns, WrittenDates dates) {
    Map<Integer, WrittenNumbers> numbers = new HashMap<>();
    IntStream.of(columns.amount(), columns.unitPrice(), columns.quantity())
        .filter(column -> column != PurchaseColumns.NONE)
        .forEach(column -> numbers.put(column, new WrittenNumbers()));
    LogDays days = new LogDays();
    Currencies currencies = new Currencies();
    int money = columns.amount() < 0 ? columns.unitPrice() : columns.amount();
    try (TableRows rows = TableRows.open(file)) {
      for (String[] row = rows.next(); row != null; row = rows.next()) {
        String[] cells = row;
        numbers.forEach((column, written) -> {
          if (!written.isDecided()) {
            written.learn(cells[column]);
          }
        });
        if (money != PurchaseColumns.NONE) {
          currencies.learn(row[money]);
        }
        if (!Cells.isMissing(row[columns.customer()])) {
          PurchaseCells.moment(columns, dates, row[columns.date()])
              .ifPresent(moment -> days.add(LifetimeOption.epochDay(moment)));
        }
      }
      return new PurchaseScan(numbers, days, currencies, rows.delimiter());
    }
  }
}
