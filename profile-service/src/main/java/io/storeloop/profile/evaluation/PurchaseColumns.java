package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.common.evaluation.TableRows;
import io.storeloop.common.evaluation.WrittenDates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a table of purchases tells what, each a column or {@link #NONE}.
 *
 * @param amount money of a row, or {@code unitPrice} · {@code quantity}
 * @param invoice the number of the invoice
 * @param kind what was done, where not every row is a purchase
 * @param purchase how {@code kind} calls a purchase
 * @param cancels whether a leading C of the invoice marks a cancellation
 * @param numbersDays whether dates are running numbers of days
 */
record PurchaseColumns(
    int customer,
    int date,
    int amount,
    int unitPrice,
    int quantity,
    int invoice,
    int kind,
    Set<String> purchase,
    boolean cancels,
    boolean numbersDays) {
  static final int NONE = -1;

  private static final Set<String> WORDS =
      Set.of("purchase", "buy", "bought", "order", "transaction", "paid");
  private static final Pattern NUMBERED = Pattern.compile("[0-9]+(?:\\.0)?");
  private static final Pattern CANCELLED = Pattern.compile("C[0-9]+");

  /** As Unix seconds they would all lie in the first day of 1970. */
  private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,5}");

  /** How dates look that nobody takes for ids, then what else may be one. */
  private static final List<Predicate<String>> DATE_LOOKS =
      List.of(
          text -> WrittenDates.isDate(text) || text.matches("[0-9]{4}[-/].*|[0-9]{1,2}-[0-9]{1,2}"),
          text -> text.matches("(?:19|20)[0-9]{6}"),
          text -> text.matches("[0-9]{13}"),
          text -> text.matches("[0-9]{9,10}"));

  /**
   * Recognises a file by its first rows: by the names of its columns, or without names the column
   * of dates, the first other one as the customer's and the last number as the amount.
   *
   * @throws EvaluationRefusal if there is no customer or no date
   */
  static PurchaseColumns of(Path file, PurchaseNames wanted) {
    try (TableRows rows = TableRows.open(file)) {
      return find(rows, wanted)
          .orElseThrow(() -> new EvaluationRefusal(missing(file, rows, wanted)));
    }
  }

  /** The same, but empty where there is no customer or no date. */
  static Optional<PurchaseColumns> find(Path file, PurchaseNames wanted) {
    try (TableRows rows = TableRows.open(file)) {
      return find(rows, wanted);
    }
  }

  private static Optional<PurchaseColumns> find(TableRows rows, PurchaseNames wanted) {
    List<String[]> sample = sample(rows);
    return rows.names().isPresent() ? named(rows, sample, wanted) : unnamed(rows, sample, wanted);
  }

  private static String missing(Path file, TableRows rows, PurchaseNames wanted) {
    if (rows.names().isEmpty()) {
      return "In '%s' no column holds dates; it has %d columns without names, of which --customer 1 --date 2 --amount 3 says what they are."
          .formatted(file, rows.columns());
    }
    boolean customer =
        wanted.customerIn(rows).or(() -> rows.column(KnownColumns.CUSTOMERS)).isEmpty();
    return "In '%s' no column names the %s, as %s would; %s NAME says which it is: %s."
        .formatted(
            file,
            customer ? "customer" : "date",
            customer ? "customer_id" : "order_date",
            customer ? wanted.customerOption() : "--date",
            String.join(", ", rows.names().orElseThrow()));
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
    while (sample.size() < TableRows.SAMPLE) {
      String[] row = rows.next();
      if (row == null) {
        break;
      }
      sample.add(row);
    }
    return sample;
  }

  private static Optional<PurchaseColumns> named(
      TableRows rows, List<String[]> sample, PurchaseNames wanted) {
    int kind = rows.column(KnownColumns.KINDS).orElse(NONE);
    Set<String> purchase = kind == NONE ? Set.of() : purchaseWords(kind, sample, rows);
    Optional<Integer> customer =
        wanted.customerIn(rows).or(() -> rows.column(KnownColumns.CUSTOMERS));
    Optional<Integer> date = wanted.dateIn(rows).or(() -> rows.column(KnownColumns.DATES));
    if (customer.isEmpty() || date.isEmpty()) {
      return Optional.empty();
    }
    int invoice = rows.column(KnownColumns.INVOICES).orElse(NONE);
    return Optional.of(
        new PurchaseColumns(
            customer.get(),
            date.get(),
            wanted.amountIn(rows).or(() -> rows.column(KnownColumns.AMOUNTS)).orElse(NONE),
            rows.column(KnownColumns.UNIT_PRICES).orElse(NONE),
            rows.column(KnownColumns.QUANTITIES).orElse(NONE),
            invoice,
            purchase.isEmpty() ? NONE : kind,
            purchase,
            invoice != NONE && sample.stream().anyMatch(row -> isNumber(row[invoice])),
            all(sample, date.get(), text -> SMALL_NUMBER.matcher(text).matches())));
  }

  private static boolean isNumber(String invoice) {
    return NUMBERED.matcher(invoice).matches();
  }

  private static boolean all(List<String[]> sample, int column, Predicate<String> looks) {
    return !sample.isEmpty() && sample.stream().allMatch(row -> looks.test(row[column]));
  }

  /** Whether the invoice takes another one back: a C before a number, where others are numbers. */
  boolean isCancelled(String[] row) {
    return cancels && CANCELLED.matcher(row[invoice]).matches();
  }

  /**
   * Words, or the numbers of the contests: 0 click, 1 purchase, or from 1 click to 4 purchase; none
   * if the column tells something else.
   *
   * @param rows behind the sample, read as far as it takes to tell the two apart
   * @throws EvaluationRefusal if they cannot be told apart
   */
  private static Set<String> purchaseWords(int kind, List<String[]> sample, TableRows rows) {
    Set<String> seen = new HashSet<>();
    sample.forEach(row -> seen.add(row[kind].toLowerCase(Locale.ROOT)));
    boolean numbers = seen.stream().allMatch(word -> word.matches("[0-4]"));
    if (numbers && !seen.isEmpty()) {
      return Set.of(purchaseNumber(kind, seen, rows));
    }
    boolean acts =
        seen.stream()
            .anyMatch(word ->
                WORDS.contains(word) || Set.of("view", "click", "pv", "cart").contains(word));
    return acts ? WORDS : Set.of();
  }

  private static String purchaseNumber(int kind, Set<String> seen, TableRows rows) {
    String[] row = rows.next();
    while (!seen.contains("0") && !seen.contains("4") && row != null) {
      seen.add(row[kind]);
      row = rows.next();
    }
    if (seen.contains("0") || seen.equals(Set.of("1"))) {
      return "1";
    }
    if (seen.contains("4")) {
      return "4";
    }
    throw new EvaluationRefusal(
        "Column '%s' holds %s: of acts from 0 (click) on, 1 is a purchase, and of those from 1 (click) on, 4, but there is neither a 0 nor a 4. Write words such as view, cart and purchase."
            .formatted(
                rows.names().orElseThrow().get(kind), String.join(", ", new TreeSet<>(seen))));
  }

  private static Optional<PurchaseColumns> unnamed(
      TableRows rows, List<String[]> sample, PurchaseNames wanted) {
    int columns = rows.columns();
    Optional<Integer> found = wanted.dateIn(rows).or(() -> dates(columns, sample));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    int date = found.get();
    int customer = wanted.customerIn(rows).orElse(date == 0 ? 1 : 0);
    int amount =
        wanted
            .amountIn(rows)
            .orElseGet(() ->
                IntStream.range(0, columns)
                    .filter(column -> column != date && column != customer)
                    .filter(column -> all(sample, column, PurchaseColumns::isAmount))
                    .reduce((one, other) -> other)
                    .orElse(NONE));
    boolean days = all(sample, date, text -> SMALL_NUMBER.matcher(text).matches());
    return Optional.of(
        new PurchaseColumns(customer, date, amount, NONE, NONE, NONE, NONE, Set.of(), false, days));
  }

  /** The first column that looks most like dates; of two with Unix times the second. */
  private static Optional<Integer> dates(int columns, List<String[]> sample) {
    for (Predicate<String> looks : DATE_LOOKS) {
      List<Integer> found =
          IntStream.range(0, columns)
              .filter(column ->
                  all(
                      sample,
                      column,
                      text ->
                          looks.test(text)
                              && (WrittenDates.isDate(text) || Moments.of(text).isPresent())))
              .boxed()
              .toList();
      if (!found.isEmpty()) {
        boolean unix = found.stream().allMatch(c -> sample.getFirst()[c].matches("[0-9]{9,13}"));
        return Optional.of(unix ? found.getLast() : found.getFirst());
      }
    }
    return Optional.empty();
  }

  private static boolean isAmount(String text) {
    return Stream.of(WrittenNumbers.Mark.values()).anyMatch(mark -> mark.number(text).isPresent());
  }
}
