package io.storeloop.ingestion.catalogue;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product in the shop's catalogue.
 *
 * @param price of one unit, 0 to 1,000,000,000, at most four decimals
 * @param currency ISO 4217
 * @param attributes whatever else the shop says about it
 */
public record Item(
    String itemId,
    @Nullable String name,
    @Nullable String category,
    @Nullable String brand,
    @Nullable BigDecimal price,
    @Nullable String currency,
    boolean inStock,
    Map<String, @Nullable Object> attributes) {}
