package io.storeloop.recommendation.filter;

import io.storeloop.common.conditions.ValueType;
import io.storeloop.common.conditions.Vocabulary;

/** What a condition may ask of an item; items have no history, so {@code performed} is refused. */
final class ItemVocabulary {
  static final String ITEM_ID = "itemId";
  static final String NAME = "name";
  static final String CATEGORY = "category";
  static final String BRAND = "brand";
  static final String PRICE = "price";
  static final String CURRENCY = "currency";
  static final String IN_STOCK = "inStock";
  static final String ATTRIBUTES = "attributes.";

  /** Every path of an item. */
  static final Vocabulary ITEM =
      Vocabulary.builder()
          .path(ITEM_ID, ValueType.STRING)
          .path(NAME, ValueType.STRING)
          .path(CATEGORY, ValueType.STRING)
          .path(BRAND, ValueType.STRING)
          .path(PRICE, ValueType.NUMBER)
          .path(CURRENCY, ValueType.STRING)
          .path(IN_STOCK, ValueType.BOOLEAN)
          .path(ATTRIBUTES + "*", ValueType.SCALAR)
          .build();

  private ItemVocabulary() {}
}
