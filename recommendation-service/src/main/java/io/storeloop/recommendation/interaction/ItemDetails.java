package io.storeloop.recommendation.interaction;

import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of an item beside its name and category: what filters and rules ask for.
 *
 * @param price of one unit in {@code currency}, exact
 * @param attributes by name; bounded, see {@link AttributeReader}
 * @param createdAt when it came into the catalogue, epoch milliseconds; {@link #UNKNOWN} if nobody
 *     noted it
 */
public record ItemDetails(
    @Nullable String brand,
    @Nullable BigDecimal price,
    @Nullable String currency,
    Map<String, Value> attributes,
    long createdAt) {
  /** Older than everything. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Of an item that only events have named. */
  public static final ItemDetails NONE = new ItemDetails(null, null, null, Map.of(), UNKNOWN);
}
