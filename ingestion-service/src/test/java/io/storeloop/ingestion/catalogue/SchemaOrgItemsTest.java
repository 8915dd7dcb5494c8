package io.storeloop.ingestion.catalogue;

import static io.storeloop.ingestion.catalogue.FeedFixture.code;
import static io.storeloop.ingestion.catalogue.FeedFixture.judged;
import static io.storeloop.ingestion.catalogue.FeedFixture.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaOrgItemsTest {
  private static List<JudgedItem> read(String document) throws IOException {
    try (ItemSource items =
        new SchemaOrgItems(Slice.of(document.getBytes(StandardCharsets.UTF_8)))) {
      return judged(items);
    }
  }

  private static Item product(String members) throws IOException {
    return sound(read("{\"@type\": \"Product\", \"sku\": \"shoes\", " + members + "}").getFirst());
  }

  @Test
  void aProductIsAnItem() throws IOException {
    Item item =
        product(
            """
            "@context": "https://schema.org", "@id": "https://shop.example/shoes", "name": "Running shoes",
            "category": "Shoes > Running", "brand": {"@type": "Brand", "name": "Northwind"}, "gtin13": "4012345678901",
            "image": ["https://shop.example/1.jpg"],
            "offers": {"@type": "Offer", "price": "59.90", "priceCurrency": "EUR",
                       "availability": "https://schema.org/OutOfStock"}\
            """);

    assertThat(item.itemId()).isEqualTo("shoes");
    assertThat(item.name()).isEqualTo("Running shoes");
    assertThat(item.category()).isEqualTo("Shoes/Running");
    assertThat(item.brand()).isEqualTo("Northwind");
    assertThat(item.price()).isEqualByComparingTo("59.90");
    assertThat(item.currency()).isEqualTo("EUR");
    assertThat(item.inStock()).isFalse();
    assertThat(item.attributes())
        .isEqualTo(
            Map.of(
                "@id",
                "https://shop.example/shoes",
                "gtin13",
                "4012345678901",
                "image",
                List.of("https://shop.example/1.jpg")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"price": 5, "priceCurrency": "EUR"}                                                     | 5 | true
          [{"price": 5, "availability": "SoldOut"}, {"price": 6, "availability": "schema:InStock"}] | 6 | true
          [{"price": 5, "availability": "SoldOut"}, {"price": 6, "availability": "OutOfStock"}]     | 5 | false
          {"@type": "AggregateOffer", "lowPrice": 4.5, "highPrice": 9, "priceCurrency": "EUR"}      | 4.5 | true
          {"@type": "AggregateOffer", "offers": [{"price": 7}, {"price": 8}]}                       | 7 | true
          {"priceSpecification": {"price": 3.20, "priceCurrency": "EUR"}}                           | 3.2 | true
          {"availability": {"@id": "http://schema.org/PreOrder"}, "price": 2}                       | 2 | true
          """)
  void theOfferThatCanBeBoughtCounts(String offers, String price, boolean inStock)
      throws IOException {
    Item item = product("\"offers\": " + offers);

    assertThat(item.price()).isEqualByComparingTo(price);
    assertThat(item.inStock()).isEqualTo(inStock);
  }

  @Test
  void aCrossedOutPriceIsKeptAsAnAttribute() throws IOException {
    Item item =
        product(
            """
            "offers": {"price": 39.90, "priceCurrency": "EUR", "priceSpecification":
              {"price": 59.90, "priceCurrency": "EUR", "priceType": "https://schema.org/StrikethroughPrice"}}\
            """);

    assertThat(item.price()).isEqualByComparingTo("39.90");
    assertThat(item.attributes().get("regularPrice")).hasToString("59.90");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"@type\": \"Product\", \"sku\": \"a\"}, {\"@type\": \"Product\", \"sku\": \"b\"}]",
        "{\"@graph\": [{\"@type\": \"Product\", \"sku\": \"a\"}, {\"@type\": \"Product\", \"productID\": \"b\"}]}",
        "{\"@type\": \"ItemList\", \"itemListElement\": [{\"@type\": \"ListItem\", \"position\": 1, \"item\":"
            + " {\"@type\": [\"Product\", \"Car\"], \"sku\": \"a\"}}, {\"@type\": \"Product\", \"@id\": \"b\"}]}",
        "{\"@type\": \"https://schema.org/ItemList\", \"itemListElement\":"
            + " [{\"@type\": \"schema:Product\", \"sku\": \"a\"}, {\"@type\": \"Product\", \"sku\": \"b\"}]}"
      })
  void productsAreFoundWhereverTheyStand(String document) throws IOException {
    assertThat(read(document).stream().map(item -> sound(item).itemId())).containsExactly("a", "b");
  }

  @Test
  void everyNodeHasAnOutcomeAndSpoilsNoNeighbour() throws IOException {
    List<JudgedItem> items =
        read(
            """
            {"@graph": [{"@type": "WebPage", "name": "Home"}, {"@type": "Product", "sku": "a", "sku": "b"},
              {"@type": "Product", "name": "without an id"}, {"@type": "Product", "sku": "c", "offers": {"price": NaN}},
              {"@type": "Product", "sku": "d", "offers": {"availability": "Perhaps"}}, 7, null,
              {"@type": "Product", "sku": "e", "offers": 5}, {"@type": "Product", "sku": "good"}]}
            """);

    assertThat(items.subList(0, 8).stream().map(FeedFixture::code))
        .containsExactly(
            "not_a_product",
            "malformed_json",
            "missing_item",
            "malformed_json",
            "invalid_availability",
            "not_an_object",
            "null_element",
            "wrong_type");
    assertThat(sound(items.getLast()).itemId()).isEqualTo("good");
  }

  @Test
  void aDocumentThatCannotBeCutIsRefused() {
    for (String document : List.of("", "7", "{\"@type\": \"Product\"", "[}", "[1,]")) {
      assertThatThrownBy(() -> read(document))
          .as(document)
          .isInstanceOfSatisfying(
              ProblemException.class,
              failure -> assertThat(failure.code()).isEqualTo("malformed_json"));
    }
    assertThatThrownBy(() -> read("[".repeat(50_000) + "]".repeat(50_000)))
        .isInstanceOfSatisfying(
            ProblemException.class, failure -> assertThat(failure.code()).isEqualTo("too_complex"));
  }

  @Test
  void aNodeThatIsTooDeepIsRefusedAlone() throws IOException {
    String deep =
        "{\"@type\": \"Product\", \"sku\": \"a\", \"x\": " + "[".repeat(40) + "]".repeat(40) + "}";

    assertThat(code(read("[" + deep + "]").getFirst())).isEqualTo("too_complex");
  }
}
