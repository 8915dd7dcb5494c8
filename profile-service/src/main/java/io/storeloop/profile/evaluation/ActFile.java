package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.TableRows;
import io.storeloop.profile.predictor.Act;
import io.storeloop.profile.predictor.ActKind;
import io.storeloop.profile.predictor.ShopperHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads a table of what shoppers did: purchases, and views, carts and wishes where a column tells
 * them.
 *
 * <p>What is a customer, a date, an amount and a kind is recognised as by {@link PurchaseColumns};
 * without a kind every row is a purchase, a cancelled or negative one something given back.
 */
final class ActFile {
  private static final int MAX_ROWS = 20_000_000;
  private static final List<String> ITEMS =
      List.of("itemid", "item", "productid", "product", "stockcode", "sku", "brandid", "asin");
  private static final Map<String, ActKind> WORDS =
      Map.ofEntries(
          Map.entry("view", ActKind.VIEW),
          Map.entry("click", ActKind.VIEW),
          Map.entry("pv", ActKind.VIEW),
          Map.entry("0", ActKind.VIEW),
          Map.entry("cart", ActKind.CART),
          Map.entry("add_to_cart", ActKind.CART),
          Map.entry("addtocart", ActKind.CART),
          Map.entry("3", ActKind.CART),
          Map.entry("fav", ActKind.WISH),
          Map.entry("favourite", ActKind.WISH),
          Map.entry("favorite", ActKind.WISH),
          Map.entry("wishlist", ActKind.WISH),
          Map.entry("2", ActKind.WISH),
          Map.entry("refund", ActKind.REFUND));

  private final PurchaseColumns columns;
  private final PurchaseCells cells;
  private final Map<String, List<Act>> shoppers = new LinkedHashMap<>();
  private final Map<String, Integer> items = new HashMap<>();
  private long nobody;
  private int rows;

  /**
   * What a file tells.
   *
   * @param rows of somebody
   * @param notes what was left out, and how cells were read
   */
  record Acts(
      List<ShopperHistory> shoppers, int rows, Instant first, Instant last, List<String> notes) {}

  private ActFile(PurchaseCells cells) {
    this.columns = cells.columns();
    this.cells = cells;
  }

  /**
   * Reads a file.
   *
   * @throws EvaluationRefusal if it cannot be read, or nobody did anything
   */
  static Acts read(Path file, PurchaseNames wanted) {
    var reader = new ActFile(PurchaseCells.of(file, PurchaseColumns.of(file, wanted)));
    try (TableRows rows = TableRows.open(file)) {
      int item = rows.column(ITEMS).orElse(PurchaseColumns.NONE);
      for (String[] row = rows.next(); row != null; row = rows.next()) {
        reader.add(row, item, rows);
      }
      if (reader.rows == 0) {
        throw rows.refusal("nobody did anything in the file");
      }
    }
    return reader.acts();
  }

  private Acts acts() {
    List<ShopperHistory> histories = shoppers.values().stream().map(ShopperHistory::new).toList();
    Instant first =
        histories.stream()
            .map(history -> history.acts().getFirst().at())
            .min(Instant::compareTo)
            .orElseThrow();
    Instant last =
        histories.stream()
            .map(history -> history.acts().getLast().at())
            .max(Instant::compareTo)
            .orElseThrow();
    List<String> notes = new ArrayList<>();
    if (nobody > 0) {
      notes.add("%,d rows of nobody".formatted(nobody));
    }
    notes.addAll(cells.notes());
    return new Acts(histories, rows, first, last, notes);
  }

  private void add(String[] row, int item, TableRows table) {
    String shopper = row[columns.customer()];
    if (Cells.isMissing(shopper)) {
      nobody++;
      return;
    }
    OptionalLong moment = cells.moment(row);
    if (moment.isEmpty()) {
      throw table.refusal("'%s' is not a date".formatted(row[columns.date()]));
    }
    if (cells.isStray(moment.getAsLong())) {
      return;
    }
    if (++rows > MAX_ROWS) {
      throw table.refusal("there are more than %d rows".formatted(MAX_ROWS));
    }
    double amount = cells.amount(row).orElse(Double.NaN);
    ActKind kind = kind(row);
    shoppers
        .computeIfAbsent(shopper, id -> new ArrayList<>())
        .add(
            new Act(
                Instant.ofEpochMilli(moment.getAsLong()),
                kind,
                item < 0 || Cells.isMissing(row[item])
                    ? Act.NO_ITEM
                    : items.computeIfAbsent(row[item], id -> items.size()),
                kind == ActKind.PURCHASE ? amount : Double.NaN));
  }

  private ActKind kind(String[] row) {
    boolean back = cells.isBack(row);
    if (columns.kind() < 0) {
      return back ? ActKind.REFUND : ActKind.PURCHASE;
    }
    String word = row[columns.kind()].toLowerCase(Locale.ROOT);
    if (columns.purchase().contains(word)) {
      return back ? ActKind.REFUND : ActKind.PURCHASE;
    }
    // from 1 click to 4 purchase, or from 0 click
    boolean fromOne = columns.purchase().contains("4");
    String fromZero = fromOne ? fromZero(word) : word;
    return WORDS.getOrDefault(fromZero, ActKind.OTHER);
  }

  private static String fromZero(String word) {
    return switch (word) {
      case "1" -> "0";
      case "2" -> "2";
      case "3" -> "3";
      default -> word;
    };
  }
}
