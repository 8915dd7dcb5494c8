package io.storeloop.common.conditions;

/** What a condition may ask of an item; items have no history, so {@code performed} is refused. */
public final class ItemVocabulary {
  public static final String ITEM_ID = "itemId";
  public static final String NAME = "name";
  public static final String CATEGORY = "category";
  public static final String BRAND = "brand";
  public static final String PRICE = "price";
  public static final String CURRENCY = "currency";
  public static final String IN_STOCK = "inStock";
  public static final String ATTRIBUTES = "attributes.";

  /** Every path of an item. */
  public static final Vocabulary ITEM =
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
