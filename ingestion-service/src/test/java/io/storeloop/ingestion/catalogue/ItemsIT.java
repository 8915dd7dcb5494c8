package io.storeloop.ingestion.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemsIT {
  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  private static Answer batch(String lines) {
    return ingestion.secretPost(
        "/v1/items/batch", "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anItemIsStoredReplacedAndTakenOut() {
    Answer stored =
        ingestion.put(
            "/v1/items/shoes",
            """
            {"name": "Shoes", "category": "feet", "brand": "acme", "price": 59.90, "currency": "EUR", "inStock": false,
             "attributes": {"colour": "blue"}}\
            """);
    Answer replaced = ingestion.put("/v1/items/shoes", "{\"name\": \"Boots\"}");
    int deleted = ingestion.delete("/v1/items/shoes").status();
    Answer gone = ingestion.get("/v1/items/shoes");

    assertThat(stored.status()).isEqualTo(200);
    assertThat(stored.body().path("price").decimalValue()).isEqualByComparingTo("59.90");
    assertThat(stored.body().path("attributes").path("colour").asString()).isEqualTo("blue");
    assertThat(stored.body().path("inStock").asBoolean()).isFalse();
    assertThat(replaced.body().path("name").asString()).isEqualTo("Boots");
    assertThat(replaced.body().has("price")).isFalse();
    assertThat(deleted).isEqualTo(204);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.code()).isEqualTo("unknown_item");
    assertThat(ingestion.delete("/v1/items/shoes").status()).isEqualTo(404);
    assertThat(ingestion.count("item_v1 where item_id = 'shoes' and deleted")).isEqualTo(1);
  }

  @Test
  void aBatchStoresWhatDiffersAndNamesWhatIsBad() {
    String lines =
        """
        {"itemId": "b-1", "name": "One", "price": 1}
        {"itemId": "b-2", "name": "Two", "currency": "eur"}
        {"itemId": "b-2", "name": "Two again"}
        {"name": "nobody"}
        {"itemId": "b-3", "colour": "blue"}
        {"itemId": "b-4", "name": "a\\u0000"}
        {"itemId": "b-5", "price": "NaN"}
        """;

    Answer first = batch(lines);
    Answer second = batch(lines);

    assertThat(first.body().path("accepted").asInt()).isEqualTo(2);
    assertThat(first.body().path("unchanged").asInt()).isEqualTo(1);
    assertThat(first.rejectionCodes())
        .containsExactly("missing_item", "unknown_field", "nul_character", "invalid_price");
    assertThat(second.body().path("accepted").asInt()).isZero();
    assertThat(second.body().path("unchanged").asInt()).isEqualTo(3);
    assertThat(ingestion.get("/v1/items/b-2").body().path("name").asString())
        .isEqualTo("Two again");
  }

  @Test
  void aListGoesOnWhereThePageEnded() {
    batch("{\"itemId\": \"p-1\"}\n{\"itemId\": \"p-2\"}\n{\"itemId\": \"p-3\"}");

    Answer first = ingestion.get("/v1/items?limit=2");
    Answer next =
        ingestion.get("/v1/items?limit=2&cursor=" + first.body().path("nextCursor").asString());

    assertThat(first.body().path("items").size()).isEqualTo(2);
    assertThat(next.body().path("items").get(0).path("itemId").asString())
        .isGreaterThan(first.body().path("items").get(1).path("itemId").asString());
    assertThat(ingestion.get("/v1/items?limit=0").code()).isEqualTo("invalid_limit");
    assertThat(ingestion.get("/v1/items?cursor=%21").code()).isEqualTo("invalid_cursor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"colour": "blue"}            | unknown_field    | /colour
          {"name": 7}                   | wrong_type       | /name
          {"inStock": "yes"}            | wrong_type       | /inStock
          {"attributes": []}            | wrong_type       | /attributes
          {"price": -1}                 | invalid_price    | /price
          {"currency": "XYZ"}           | invalid_currency | /currency
          {"itemId": "hat"}             | contradicting_id | /itemId
          {"name": "a\\ud800"}          | lone_surrogate   | /name
          """)
  void aMistakeIsNamedWithAPointer(String body, String code, String pointer) {
    Answer answer = ingestion.put("/v1/items/scarf", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("errors").get(0).path("pointer").asString()).isEqualTo(pointer);
    assertThat(ingestion.count("item where item_id = 'scarf'")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text/csv             | `itemId,name\\nf-csv,Feed`
          application/xml      | `<rss xmlns:g="http://base.google.com/ns/1.0"><item><g:id>f-xml</g:id></item></rss>`
          text/xml             | `<rss><item><id>f-text</id></item></rss>`
          application/rss+xml  | `<rss><item><id>f-rss</id></item></rss>`
          application/atom+xml | `<feed xmlns:g="http://base.google.com/ns/1.0"><entry><g:id>f-atom</g:id></entry></feed>`
          application/ld+json  | `{"@type": "Product", "sku": "f-ld"}`
          application/json     | `[{"itemId": "f-json"}]`
          """)
  void theContentTypeSaysHowAFeedIsWritten(String type, String feed) {
    byte[] body = feed.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

    Answer first = ingestion.secretPost("/v1/items/batch", type, body);
    Answer second = ingestion.secretPost("/v1/items/batch", type, body);

    assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
    assertThat(first.body().path("accepted").asInt()).isEqualTo(1);
    assertThat(second.body().path("unchanged").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text/csv                    |                | `\\n`                           | 400 | empty_file
          text/csv                    |                | `name\\nShoes`                   | 400 | wrong_header
          text/csv                    |                | `itemId,name\\n"a"b,c`           | 400 | malformed_csv
          text/csv                    | mapping=7      | `itemId\\na`                     | 400 | invalid_mapping
          application/json            | mapping=%7B%7D | `[]`                            | 400 | invalid_mapping
          application/xml             |                | `<rss><item>`                   | 400 | malformed_xml
          application/xml             |                | `<!DOCTYPE rss><rss/>`          | 400 | doctype_refused
          application/ld+json         |                | `{"@graph": [}`                 | 400 | malformed_json
          application/json            |                | `{"itemId": "a"}`               | 400 | malformed_json
          text/csv;charset=iso-8859-1 |                | `itemId\\na`                     | 415 | unsupported_charset
          text/plain                  |                | `itemId\\na`                     | 415 | unsupported_media_type
          """)
  void aFeedThatCannotBeCutIsRefusedAsAWhole(
      String type, String query, String feed, int status, String code) {
    Answer answer =
        ingestion.secretPost(
            "/v1/items/batch" + (query == null ? "" : "?" + query),
            type,
            feed.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void aCallCarriesABoundedNumberOfItems() {
    String feed = "itemId\n" + "a\n".repeat(5_001);

    Answer answer =
        ingestion.secretPost("/v1/items/batch", "text/csv", feed.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("too_many_items");
  }

  @Test
  void aWriteKeyMayNotChangeTheCatalogue() {
    Answer answer =
        ingestion.post(
            "/v1/items/batch", "application/x-ndjson", "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("secret_key_needed");
  }
}
