package io.storeloop.ingestion.catalogue;

import static io.storeloop.ingestion.catalogue.FeedFixture.judged;
import static io.storeloop.ingestion.catalogue.FeedFixture.sound;
import static io.storeloop.ingestion.catalogue.FeedFixture.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CsvItemsTest {
  private static List<JudgedItem> read(String feed, ItemMapping mapping) throws IOException {
    try (ItemSource items = ItemFeeds.csv(stream(feed), mapping)) {
      return judged(items);
    }
  }

  @Test
  void columnsCalledLikeOurFieldsAreFieldsAndOthersAttributes() throws IOException {
    List<JudgedItem> items =
        read(
            """
            itemId,name,price,currency,inStock,colour
            shoes,"Shoes, running",59.90,eur,no,blue
            socks,,,,,
            hat,Hat,cheap,EUR,yes,
            scarf,Scarf,1,EUR,perhaps,
            cap
            """,
            ItemMapping.OWN_NAMES);

    Item shoes = sound(items.getFirst());
    assertThat(shoes.name()).isEqualTo("Shoes, running");
    assertThat(shoes.price()).isEqualByComparingTo("59.90");
    assertThat(shoes.currency()).isEqualTo("EUR");
    assertThat(shoes.inStock()).isFalse();
    assertThat(shoes.attributes()).isEqualTo(Map.of("colour", "blue"));
    assertThat(sound(items.get(1)).attributes()).isEmpty();
    assertThat(sound(items.get(1)).inStock()).isTrue();
    assertThat(items.subList(2, 5).stream().map(FeedFixture::code))
        .containsExactly("invalid_price", "wrong_type", "wrong_column_count");
  }

  @Test
  void aMappingNamesColumnsConstantsAndAttributes() throws IOException {
    ItemMapping mapping =
        ItemMapping.parse(
            """
            {"columns": {"itemId": "sku", "price": "cost"}, "constants": {"currency": "EUR"},
             "attributes": ["size"], "delimiter": ";"}\
            """,
            new JsonMapper());

    Item item = sound(read("sku;cost;size;secret\nshoes;5;42;no\n", mapping).getFirst());

    assertThat(item.itemId()).isEqualTo("shoes");
    assertThat(item.price()).isEqualByComparingTo("5");
    assertThat(item.currency()).isEqualTo("EUR");
    assertThat(item.attributes()).isEqualTo(Map.of("size", "42"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{\"columns\": {\"name\": \"n\"}}",
        "{\"columns\": {\"itemId\": \"i\", \"colour\": \"c\"}}",
        "{\"constants\": {\"colour\": \"c\"}}",
        "{\"columns\": {\"itemId\": null}}",
        "{\"delimiter\": \"\\\"\"}",
        "{\"delimiter\": \"ab\"}",
        "oops"
      })
  void aMappingThatMeansNothingIsRefused(String text) {
    assertThatThrownBy(() -> ItemMapping.parse(text, new JsonMapper()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            failure -> assertThat(failure.code()).isEqualTo("invalid_mapping"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name,price\na,1\n", "itemId,itemId\na,b\n"})
  void aHeaderWithoutTheIdOrWithAColumnTwiceIsRefused(String feed) {
    assertThatThrownBy(() -> read(feed, ItemMapping.OWN_NAMES))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            failure -> assertThat(failure.code()).isEqualTo("wrong_header"));
  }
}
