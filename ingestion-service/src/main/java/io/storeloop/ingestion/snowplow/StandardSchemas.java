package io.storeloop.ingestion.snowplow;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.translation.FieldNames;
import io.storeloop.ingestion.translation.Properties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Schemas older than the e-commerce ones that mean one of our types.
 *
 * <p>Source: Iglu Central, {@code com.snowplowanalytics.snowplow/add_to_cart}, {@code
 * remove_from_cart}, {@code site_search}; {@code com.snowplowanalytics.mobile/screen_view}.
 */
final class StandardSchemas {
  static final FieldNames NAMES =
      new FieldNames(
          Map.of(
              "itemId", List.of("sku"),
              "price", List.of("unitPrice"),
              "quantity", List.of("quantity"),
              "currency", List.of("currency"),
              "query", List.of("query")),
          Map.of());

  private static final Map<String, EventType> TYPES =
      Map.of(
          "com.snowplowanalytics.snowplow/add_to_cart", EventType.ADD_TO_CART,
          "com.snowplowanalytics.snowplow/remove_from_cart", EventType.REMOVE_FROM_CART,
          "com.snowplowanalytics.snowplow/site_search", EventType.SEARCH,
          "com.snowplowanalytics.snowplow/screen_view", EventType.PAGE,
          "com.snowplowanalytics.mobile/screen_view", EventType.PAGE);

  private StandardSchemas() {}

  static Optional<EventType> typeOf(SelfDescribing event) {
    return Optional.ofNullable(TYPES.get(event.vendor() + "/" + event.name()));
  }

  /** A site search comes as a list of terms; together they are the query. */
  static Properties joined(Properties data) {
    if (!(data.left().get("terms") instanceof List<?> terms)) {
      return data;
    }
    Map<String, @Nullable Object> joined = new LinkedHashMap<>(data.left());
    joined.remove("terms");
    joined.put("query", terms.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    return new Properties(joined, NAMES);
  }
}
