package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.TableRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where a transaction log tells who bought, when and for how much.
 *
 * @param amount column of the sum, or of the price of one where there is a quantity; {@link #NONE}
 *     for a log without money
 * @param quantity by which the amount is multiplied, or {@link #NONE}
 * @param action column of what was done, or {@link #NONE} where every row is a purchase
 */
record PurchaseColumns(int customer, int time, int amount, int quantity, int action) {
  static final int NONE = -1;

  private static final List<String> CUSTOMER =
      List.of(
          "customerid",
          "customer",
          "custid",
          "userid",
          "user",
          "clientid",
          "client",
          "memberid",
          "householdid",
          "visitorid",
          "buyerid",
          "shopperid",
          "masterid",
          "id");
  private static final List<String> TIME =
      List.of(
          "date",
          "invoicedate",
          "orderdate",
          "purchasedate",
          "transactiondate",
          "transactiontimestamp",
          "visitdatetime",
          "timestamp",
          "datetime",
          "eventtime",
          "time");
  private static final List<String> SUM =
      List.of(
          "amount",
          "dollarvalue",
          "total",
          "totalamount",
          "totalprice",
          "salesvalue",
          "sales",
          "revenue",
          "spend",
          "spent",
          "value",
          "monetary");
  private static final List<String> PRICE = List.of("unitprice", "price");
  private static final List<String> QUANTITY = List.of("quantity", "qty");
  private static final List<String> ACTION =
      List.of("type", "event", "eventtype", "behavior", "behaviour", "action");

  private static final Pattern DATE = Pattern.compile("(?:19|20)[0-9]{6}|[0-9]{4}[-/].*");

  /** Customer, date and something bought. */
  private static final int FEWEST_COLUMNS = 3;

  /** Recognises a log by its names or, without names, by a column of dates; empty for none. */
  static Optional<PurchaseColumns> of(Path file, Optional<String> idName) {
    try (TableRows rows = TableRows.open(file)) {
      return rows.names().isPresent() ? byNames(rows, idName) : byContent(rows);
    }
  }

  private static Optional<PurchaseColumns> byNames(TableRows rows, Optional<String> idName) {
    int customer = column(rows, idName.map(Fields::plain).map(List::of).orElse(CUSTOMER));
    int time = column(rows, TIME);
    if (customer == NONE || time == NONE) {
      return Optional.empty();
    }
    int sum = column(rows, SUM);
    int amount = sum == NONE ? column(rows, PRICE) : sum;
    int quantity = sum == NONE && amount != NONE ? column(rows, QUANTITY) : NONE;
    return Optional.of(new PurchaseColumns(customer, time, amount, quantity, column(rows, ACTION)));
  }

  private static int column(TableRows rows, List<String> names) {
    return rows.column(names).orElse(NONE);
  }

  /** The customer comes first, money last. */
  private static Optional<PurchaseColumns> byContent(TableRows rows) {
    List<String[]> sample = new ArrayList<>();
    for (String[] row = rows.next();
        row != null && sample.size() < TableRows.SAMPLE;
        row = rows.next()) {
      sample.add(row);
    }
    int last = rows.columns() - 1;
    OptionalInt dates =
        IntStream.rangeClosed(1, last)
            .filter(column -> sample.stream().allMatch(row -> DATE.matcher(row[column]).matches()))
            .findFirst();
    if (dates.isEmpty() || rows.columns() < FEWEST_COLUMNS) {
      return Optional.empty();
    }
    int time = dates.getAsInt();
    boolean money =
        last > time && sample.stream().allMatch(row -> TableColumn.number(row[last]).isPresent());
    return Optional.of(new PurchaseColumns(0, time, money ? last : NONE, NONE, NONE));
  }
}
