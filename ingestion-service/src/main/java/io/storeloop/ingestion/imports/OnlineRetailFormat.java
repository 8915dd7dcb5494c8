package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.imports.RowTranslation.Fields;
import io.storeloop.ingestion.imports.RowTranslation.Translated;
import io.storeloop.ingestion.imports.RowTranslation.Untranslatable;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.rows.CsvRow;
import io.storeloop.ingestion.validation.PlainNumbers;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Online Retail log (UCI 352): invoice lines of a gift shop in the United Kingdom.
 *
 * <p>A line is a purchase; on an invoice whose number begins with C it takes one back. The whole
 * line is its identity, so that a repeated line counts once. What is no sale of a product is named:
 * see docs/imports.md for every rule and how many lines it touches.
 */
final class OnlineRetailFormat implements ImportFormat {
  private static final String INVOICE = "InvoiceNo";
  private static final String CODE = "StockCode";
  private static final String DESCRIPTION = "Description";
  private static final String QUANTITY = "Quantity";
  private static final String DATE = "InvoiceDate";
  private static final String PRICE = "UnitPrice";
  private static final String CUSTOMER = "CustomerID";
  private static final String COUNTRY = "Country";

  private static final String CURRENCY = "GBP";
  private static final String CANCELLATION = "C";

  /** Postage, fees, discounts, samples, corrections: lines of an invoice, not goods. */
  private static final Set<String> NOT_PRODUCTS =
      Set.of("POST", "D", "M", "DOT", "BANK CHARGES", "CRUK", "AMAZONFEE", "S", "B", "PADS", "C2");

  private static final String VOUCHER = "GIFT_";
  private static final Pattern LOCAL_TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
  private static final Pattern WHOLE_AS_DECIMAL = Pattern.compile("(\\d+)\\.0");

  @Override
  public String name() {
    return "online-retail";
  }

  @Override
  public RowSource open(InputStream plain, ImportOptions options) throws IOException {
    return CsvSource.open(
        plain,
        ',',
        Set.of(INVOICE, CODE, DESCRIPTION, QUANTITY, DATE, PRICE, CUSTOMER, COUNTRY),
        (row, file) -> translate(row));
  }

  static Translated translate(CsvRow row) {
    String messageId = "online-retail:" + row.contentId();
    Optional<BigDecimal> quantity = PlainNumbers.parse(row.raw(QUANTITY).strip());
    Optional<BigDecimal> price = PlainNumbers.parse(row.raw(PRICE).strip());
    if (quantity.isEmpty()) {
      return refused(messageId, QUANTITY, "invalid_quantity", "Quantity is no number");
    }
    if (price.isEmpty()) {
      return refused(messageId, PRICE, "invalid_price", "UnitPrice is no number");
    }
    if (price.get().signum() < 0) {
      return refused(messageId, PRICE, "negative_price", "a bookkeeping entry, not a sale");
    }
    boolean cancelled = row.raw(INVOICE).strip().startsWith(CANCELLATION);
    if (quantity.get().signum() < 0 && !cancelled) {
      return refused(messageId, QUANTITY, "stock_correction", "goods written off, not a sale");
    }
    return fields(new Line(row, messageId, quantity.get().abs(), price.get(), cancelled));
  }

  /** An invoice line whose numbers make sense; the quantity is positive. */
  private record Line(
      CsvRow row, String messageId, BigDecimal quantity, BigDecimal price, boolean cancelled) {
    String code() {
      return row.raw(CODE).strip();
    }

    boolean isProduct() {
      String code = code().toUpperCase(Locale.ROOT);
      return !NOT_PRODUCTS.contains(code) && !code.startsWith(VOUCHER);
    }

    /** Neither a price nor a customer: most are stock found, counted or moved. */
    boolean isUnsold() {
      return price.signum() == 0 && row.text(CUSTOMER) == null;
    }
  }

  private static Fields fields(Line line) {
    CsvRow row = line.row();
    List<String> repairs = new ArrayList<>();
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("country", row.text(COUNTRY));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("messageId", line.messageId());
    fields.put("orderId", row.text(INVOICE));
    fields.put("timestamp", utc(row.raw(DATE).strip()));
    fields.put("properties", properties);
    putShopper(row, fields);
    if (line.isProduct()) {
      fields.put("itemId", itemId(line.code(), repairs));
    }
    if (line.isProduct() && !line.isUnsold()) {
      fields.put("type", line.cancelled() ? "refund" : "purchase");
      fields.put("quantity", line.quantity());
      fields.put("price", line.price());
      fields.put("currency", CURRENCY);
    } else {
      repairs.add(line.isProduct() ? "unsold_line" : "non_product_line");
      fields.put("type", "custom");
      properties.put("event", "invoice line");
      properties.put("stockCode", line.code());
      properties.put("description", row.text(DESCRIPTION));
      properties.put("quantity", line.cancelled() ? line.quantity().negate() : line.quantity());
      properties.put("unitPrice", line.price());
    }
    return new Fields(fields, repairs, item(line, fields.get("itemId")));
  }

  private static void putShopper(CsvRow row, Map<String, @Nullable Object> fields) {
    String customer = row.text(CUSTOMER);
    if (customer == null) {
      fields.put("anonymousId", "invoice:" + row.raw(INVOICE).strip());
    } else {
      fields.put("userId", WHOLE_AS_DECIMAL.matcher(customer).replaceFirst("$1"));
    }
  }

  private static String itemId(String code, List<String> repairs) {
    String capital = code.toUpperCase(Locale.ROOT);
    if (!capital.equals(code)) {
      repairs.add("item_id_case");
    }
    return capital;
  }

  /** Only a line that sold something names its product; others carry notes like "damaged". */
  private static @Nullable Item item(Line line, @Nullable Object itemId) {
    String name = line.row().text(DESCRIPTION);
    boolean sold = line.isProduct() && line.price().signum() > 0 && !line.cancelled();
    return sold && name != null && itemId instanceof String id
        ? new Item(
            id,
            name.replaceAll("\\p{Cntrl}", " "),
            null,
            null,
            line.price(),
            CURRENCY,
            true,
            Map.of())
        : null;
  }

  private static String utc(String localTime) {
    return LOCAL_TIME.matcher(localTime).matches() ? localTime.replace(' ', 'T') + "Z" : localTime;
  }

  private static Translated refused(String messageId, String column, String code, String detail) {
    return new Untranslatable(messageId, Refusal.ofField(column, code, detail));
  }
}
