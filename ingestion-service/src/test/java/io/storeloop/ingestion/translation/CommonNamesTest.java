package io.storeloop.ingestion.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonNamesTest {
  @ParameterizedTest
  @CsvSource({
    "view, VIEW",
    "View, VIEW",
    "read, VIEW",
    "Watch, VIEW",
    "DetailPageView, VIEW",
    "click, CLICK",
    "like, WISHLIST",
    "star, WISHLIST",
    "cart, ADD_TO_CART",
    "add-to-cart, ADD_TO_CART",
    "AddToCart, ADD_TO_CART",
    "Remove From Cart, REMOVE_FROM_CART",
    "purchase, PURCHASE",
    "buy, PURCHASE",
    "return, REFUND",
    "rating, REVIEW",
    "search, SEARCH",
    "promotion_view, PROMOTION_VIEW"
  })
  void recommendersWordsBecomeOurTypes(String word, EventType type) {
    assertThat(CommonNames.typeOf(word)).contains(type);
  }

  @Test
  void aWordOfTheShopsOwnIsNoType() {
    assertThat(CommonNames.typeOf("hum")).isEmpty();
    assertThat(CommonNames.typeOf("identify")).isEmpty();
  }
}
