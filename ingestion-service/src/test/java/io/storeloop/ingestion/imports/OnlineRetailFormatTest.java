package io.storeloop.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.imports.RowTranslation.Fields;
import io.storeloop.ingestion.imports.RowTranslation.Translated;
import io.storeloop.ingestion.imports.RowTranslation.Untranslatable;
import io.storeloop.ingestion.rows.CsvRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineRetailFormatTest {
  private static final List<String> COLUMNS =
      List.of(
          "InvoiceNo",
          "StockCode",
          "Description",
          "Quantity",
          "InvoiceDate",
          "UnitPrice",
          "CustomerID",
          "Country");

  private static Translated translate(String... cells) {
    Map<String, Integer> header = new LinkedHashMap<>();
    COLUMNS.forEach(column -> header.put(column, header.size()));
    return OnlineRetailFormat.translate(new CsvRow(1, header, List.of(cells)));
  }

  private static Fields line(
      String invoice, String code, String quantity, String price, String customer) {
    return (Fields)
        translate(invoice, code, "MUG", quantity, "2010-12-01 08:26:00", price, customer, "France");
  }

  @Test
  void aLineIsAPurchaseAndNamesItsProduct() {
    Fields line = line("536365", "85123A", "6", "2.55", "17850.0");

    assertThat(line.canonical())
        .containsEntry("type", "purchase")
        .containsEntry("userId", "17850")
        .containsEntry("orderId", "536365")
        .containsEntry("currency", "GBP")
        .containsEntry("timestamp", "2010-12-01T08:26:00Z");
    assertThat(line.repairs()).isEmpty();
    assertThat(line.item().name()).isEqualTo("MUG");
  }

  @Test
  void aCancellationTakesBackWithPositiveQuantity() {
    Fields line = line("C536365", "85123A", "-6", "2.55", "17850.0");

    assertThat(line.canonical()).containsEntry("type", "refund");
    assertThat(line.canonical().get("quantity")).hasToString("6");
    assertThat(line.item()).isNull();
  }

  @Test
  void aLineWithoutCustomerBelongsToItsInvoice() {
    Fields line = line("536365", "85123A", "6", "2.55", "");

    assertThat(line.canonical())
        .containsEntry("anonymousId", "invoice:536365")
        .doesNotContainKey("userId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST",
        "D",
        "M",
        "m",
        "DOT",
        "BANK CHARGES",
        "CRUK",
        "AMAZONFEE",
        "S",
        "B",
        "PADS",
        "C2",
        "gift_0001_20"
      })
  void whatIsNoProductIsKeptWithoutAnItem(String code) {
    Fields line = line("536365", code, "1", "18.00", "12583.0");

    assertThat(line.canonical()).containsEntry("type", "custom").doesNotContainKey("itemId");
    assertThat(line.repairs()).containsExactly("non_product_line");
    assertThat(line.item()).isNull();
  }

  @Test
  void smallLettersInAStockCodeAreTheSameItem() {
    Fields line = line("536365", "85123a", "6", "2.55", "17850.0");

    assertThat(line.canonical()).containsEntry("itemId", "85123A");
    assertThat(line.repairs()).containsExactly("item_id_case");
  }

  @Test
  void aFreeLineOfACustomerIsAGiftAndOneOfNobodyIsNoSale() {
    assertThat(line("536365", "85123A", "6", "0.0", "17850.0").canonical())
        .containsEntry("type", "purchase");
    assertThat(line("536365", "85123A", "6", "0.0", "").repairs()).containsExactly("unsold_line");
  }

  @ParameterizedTest
  @CsvSource({
    "536365, -6, 0.0, stock_correction",
    "A563186, 1, -11062.06, negative_price",
    "536365, six, 2.55, invalid_quantity",
    "536365, 6, cheap, invalid_price"
  })
  void whatIsNoSaleAtAllIsRefusedByName(
      String invoice, String quantity, String price, String code) {
    Translated line =
        translate(invoice, "85123A", "", quantity, "2010-12-01 08:26:00", price, "", "France");

    assertThat(((Untranslatable) line).refusal().code()).isEqualTo(code);
  }

  @Test
  void repeatedLinesHaveOneIdAndOthersAnother() {
    Object first = line("536365", "85123A", "6", "2.55", "1").canonical().get("messageId");
    Object again = line("536365", "85123A", "6", "2.55", "1").canonical().get("messageId");
    Object other = line("536365", "85123A", "7", "2.55", "1").canonical().get("messageId");

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }
}
