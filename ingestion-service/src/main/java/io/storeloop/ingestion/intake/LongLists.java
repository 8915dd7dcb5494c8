package io.storeloop.ingestion.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code list_shortened}: of a list of products that is too long to be kept whole, the ids are
 * kept.
 *
 * <p>Trackers send a product list with every product's name, price, brand and picture; sixty of
 * them are more properties than an event may carry, and that the list was seen is worth more than
 * what the catalogue knows anyway.
 */
final class LongLists {
  static final String RULE = "list_shortened";

  /** Properties at all depths that an event may carry; up to here nothing is shortened. */
  static final int MOST_PROPERTIES = 256;

  private static final List<String> IDS =
      List.of("product_id", "productId", "item_id", "itemId", "id", "sku");

  private LongLists() {}

  /** The event as it is, or with its lists shortened and the rule noted. */
  static Map<String, @Nullable Object> shorten(
      Map<String, @Nullable Object> event, Set<String> repairs) {
    if (!(event.get("properties") instanceof Map<?, ?> properties)
        || count(properties) <= MOST_PROPERTIES) {
      return event;
    }
    Map<String, @Nullable Object> shortened = new LinkedHashMap<>(event);
    Map<String, @Nullable Object> kept = shortened(properties);
    shortened.put("properties", kept);
    if (count(kept) < count(properties)) {
      repairs.add(RULE);
    }
    return shortened;
  }

  private static Map<String, @Nullable Object> shortened(Map<?, ?> properties) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    properties.forEach((name, value) -> kept.put(String.valueOf(name), shortened(value)));
    return kept;
  }

  private static @Nullable Object shortened(@Nullable Object value) {
    return switch (value) {
      case List<?> list when list.stream().allMatch(one -> id(one) != null) ->
          list.stream().map(LongLists::id).toList();
      case Map<?, ?> map -> shortened(map);
      case null, default -> value;
    };
  }

  private static @Nullable Object id(@Nullable Object product) {
    return product instanceof Map<?, ?> fields
        ? IDS.stream().map(fields::get).filter(Objects::nonNull).findFirst().orElse(null)
        : null;
  }

  private static int count(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.size() + map.values().stream().mapToInt(LongLists::count).sum();
      case List<?> list -> list.stream().mapToInt(LongLists::count).sum();
      case null, default -> 0;
    };
  }
}
