package io.storeloop.demoshop;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A catalogue item, as the shop would send it in its item feed.
 *
 * @param category path of two names, such as {@code shoes/running}
 * @param price the catalogue price; a sale lowers the price on events, never this one
 * @param attributes name → text, in the order in which they are written
 */
public record ShopItem(
    String itemId,
    String name,
    String category,
    String brand,
    BigDecimal price,
    String currency,
    boolean inStock,
    Map<String, String> attributes) {}
