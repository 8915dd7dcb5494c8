package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.common.evaluation.TableRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where a table of purchases tells what, each a column or {@link #NONE}.
 *
 * @param amount money of a row, or {@code unitPrice} · {@code quantity}
 * @param invoice of which a leading C marks a cancellation
 * @param kind what was done, where not every row is a purchase
 * @param purchase how {@code kind} calls a purchase
 */
record PurchaseColumns(
    int customer,
    int date,
    int amount,
    int unitPrice,
    int quantity,
    int invoice,
    int kind,
    Set<String> purchase) {
  static final int NONE = -1;

  static final List<String> DATES =
      List.of(
          "date",
          "invoicedate",
          "orderdate",
          "purchasedate",
          "transactiondate",
          "transactiondt",
          "transactiontimestamp",
          "orderpurchasetimestamp",
          "timestamp",
          "datetime",
          "visitdatetime",
          "eventtime",
          "eventdate",
          "occurredat",
          "createdat",
          "time",
          "day",
          "ts");
  private static final List<String> CUSTOMERS =
      List.of(
          "customerid",
          "customer",
          "customeruniqueid",
          "custid",
          "cust",
          "userid",
          "user",
          "householdid",
          "household",
          "memberid",
          "clientid",
          "client",
          "buyerid",
          "shopperid",
          "accountid",
          "cardid",
          "visitorid",
          "uid",
          "id");
  private static final List<String> AMOUNTS =
      List.of(
          "amount",
          "dollarvalue",
          "salesvalue",
          "salesprice",
          "purchaseamount",
          "revenue",
          "totalamount",
          "totalprice",
          "total",
          "sales",
          "spend",
          "value",
          "paymentvalue",
          "monetaryvalue");
  private static final List<String> UNIT_PRICES = List.of("unitprice", "price");
  private static final List<String> QUANTITIES = List.of("quantity", "qty");
  private static final List<String> INVOICES =
      List.of("invoiceno", "invoice", "orderid", "transactionid", "basketid");
  private static final List<String> KINDS =
      List.of("type", "event", "eventtype", "behavior", "behaviour", "behaviortype", "action");

  private static final Set<String> WORDS =
      Set.of("purchase", "buy", "bought", "order", "transaction", "paid");
  private static final Pattern DATE =
      Pattern.compile("(?:19|20)[0-9]{6}|[0-9]{9,10}|[0-9]{13}|[0-9]{1,4}[-/].*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

  /**
   * Recognises a file by its first rows: by the names of its columns, or without names the column
   * of dates, the first other one as the customer's and the last number as the amount.
   *
   * @throws EvaluationRefusal if there is no customer or no date
   */
  static PurchaseColumns of(Path file) {
    try (TableRows rows = TableRows.open(file)) {
      return find(rows, CUSTOMERS).orElseThrow(() -> rows.refusal(missing(rows)));
    }
  }

  /**
   * The same, but empty where there is no customer or no date.
   *
   * @param customer the name of the customer's column, where somebody has given it
   */
  static Optional<PurchaseColumns> find(Path file, Optional<String> customer) {
    try (TableRows rows = TableRows.open(file)) {
      return find(rows, customer.map(Fields::plain).map(List::of).orElse(CUSTOMERS));
    }
  }

  private static Optional<PurchaseColumns> find(TableRows rows, List<String> customers) {
    List<String[]> sample = sample(rows);
    return rows.names().isPresent() ? named(rows, sample, customers) : unnamed(rows, sample);
  }

  private static String missing(TableRows rows) {
    if (rows.names().isEmpty()) {
      return "no column holds dates";
    }
    boolean customer = rows.column(CUSTOMERS).isEmpty();
    return "no column names the %s; known names are %s"
        .formatted(customer ? "customer" : "date", String.join(", ", customer ? CUSTOMERS : DATES));
  }

  /** Whether a row is a purchase rather than another act. */
  boolean isPurchase(String[] row) {
    return kind == NONE || purchase.contains(row[kind].toLowerCase(Locale.ROOT));
  }

  /** Whether rows tell money. */
  boolean tellMoney() {
    return amount != NONE || unitPrice != NONE;
  }

  private static List<String[]> sample(TableRows rows) {
    List<String[]> sample = new ArrayList<>();
    for (String[] row = rows.next();
        row != null && sample.size() < TableRows.SAMPLE;
        row = rows.next()) {
      sample.add(row);
    }
    return sample;
  }

  private static Optional<PurchaseColumns> named(
      TableRows rows, List<String[]> sample, List<String> customers) {
    int kind = rows.column(KINDS).orElse(NONE);
    Set<String> purchase = kind == NONE ? Set.of() : purchaseWords(kind, sample);
    Optional<Integer> customer = rows.column(customers);
    Optional<Integer> date = rows.column(DATES);
    if (customer.isEmpty() || date.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PurchaseColumns(
            customer.get(),
            date.get(),
            rows.column(AMOUNTS).orElse(NONE),
            rows.column(UNIT_PRICES).orElse(NONE),
            rows.column(QUANTITIES).orElse(NONE),
            rows.column(INVOICES).orElse(NONE),
            purchase.isEmpty() ? NONE : kind,
            purchase));
  }

  /**
   * Words, or the numbers of the contests: 0 click, 1 purchase, or from 1 click to 4 purchase; none
   * if the column tells something else.
   */
  private static Set<String> purchaseWords(int kind, List<String[]> sample) {
    Set<String> seen = new HashSet<>();
    sample.forEach(row -> seen.add(row[kind].toLowerCase(Locale.ROOT)));
    boolean numbers = seen.stream().allMatch(word -> word.matches("[0-4]"));
    if (numbers && !seen.isEmpty()) {
      return Set.of(seen.contains("0") || !seen.contains("4") ? "1" : "4");
    }
    boolean acts =
        seen.stream()
            .anyMatch(word ->
                WORDS.contains(word) || Set.of("view", "click", "pv", "cart").contains(word));
    return acts ? WORDS : Set.of();
  }

  private static Optional<PurchaseColumns> unnamed(TableRows rows, List<String[]> sample) {
    int columns = rows.columns();
    int date =
        IntStream.range(0, columns)
            .filter(column -> sample.stream().allMatch(row -> isDate(row[column])))
            .findFirst()
            .orElse(NONE);
    if (date == NONE) {
      return Optional.empty();
    }
    int customer = date == 0 ? 1 : 0;
    int amount =
        IntStream.range(0, columns)
            .filter(column -> column != date && column != customer)
            .filter(
                column -> sample.stream().allMatch(row -> NUMBER.matcher(row[column]).matches()))
            .reduce((one, other) -> other)
            .orElse(NONE);
    return Optional.of(
        new PurchaseColumns(customer, date, amount, NONE, NONE, NONE, NONE, Set.of()));
  }

  private static boolean isDate(String text) {
    return PurchaseDates.isSlashed(text)
        || (DATE.matcher(text).matches() && Moments.of(text).isPresent());
  }
}
