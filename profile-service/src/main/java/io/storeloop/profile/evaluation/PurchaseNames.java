package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.common.evaluation.TableRows;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a table of purchases that somebody has named, each by its name or, in a file
 * without names, by its place from 1.
 *
 * @param customerOption the option that names the customer's
 */
record PurchaseNames(
    String customerOption,
    Optional<String> customer,
    Optional<String> date,
    Optional<String> amount) {
  static final Set<String> OPTIONS = Set.of("--customer", "--date", "--amount");

  static PurchaseNames of(GivenOptions given) {
    return of(given, "--customer");
  }

  /**
   * The same.
   *
   * @param customerOption the option that names the customer's column
   */
  static PurchaseNames of(GivenOptions given, String customerOption) {
    return new PurchaseNames(
        customerOption, given.text(customerOption), given.text("--date"), given.text("--amount"));
  }

  Optional<Integer> customerIn(TableRows rows) {
    return customer.map(name -> place(rows, name, customerOption));
  }

  Optional<Integer> dateIn(TableRows rows) {
    return date.map(name -> place(rows, name, "--date"));
  }

  Optional<Integer> amountIn(TableRows rows) {
    return amount.map(name -> place(rows, name, "--amount"));
  }

  /** By its name as written, then without signs and case. */
  private static int place(TableRows rows, String name, String option) {
    List<String> names = rows.names().orElseGet(() -> TextTable.unnamed(rows.columns()));
    if (names.contains(name)) {
      return names.indexOf(name);
    }
    if (rows.names().isEmpty() && name.matches("[1-9][0-9]{0,4}")) {
      int place = Integer.parseInt(name) - 1;
      if (place < names.size()) {
        return place;
      }
    }
    int place = names.stream().map(Fields::plain).toList().indexOf(Fields.plain(name));
    if (place < 0 || Fields.plain(name).isEmpty()) {
      throw new EvaluationRefusal(
          "There is no column '%s' (%s); there are %s."
              .formatted(name, option, String.join(", ", names)));
    }
    return place;
  }
}
