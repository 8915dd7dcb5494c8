package io.storeloop.profile.segment;

import java.util.Map;

/**
 * The fields of an event in SQL: the row {@code e} of {@code event_v1} with its item, if known, as
 * the row {@code i} of {@code item_v1}. What the event does not say itself is taken from the
 * catalogue.
 */
final class EventColumns implements SqlColumns {
  private static final String PROPERTIES = "properties.";

  private static final Map<String, SqlColumn> FIELDS =
      Map.ofEntries(
          Map.entry("itemId", SqlColumn.text("e.item_id")),
          Map.entry("category", fromCatalogue("category")),
          Map.entry("brand", fromCatalogue("brand")),
          Map.entry("currency", SqlColumn.text("e.currency")),
          Map.entry("orderId", SqlColumn.text("e.order_id")),
          Map.entry("query", SqlColumn.text("e.query")),
          Map.entry("listId", SqlColumn.text("e.list_id")),
          Map.entry("recommendationId", SqlColumn.text("e.recommendation_id")),
          Map.entry("decisionId", SqlColumn.text("e.decision_id")),
          Map.entry("source", SqlColumn.text("e.source")),
          Map.entry("quantity", SqlColumn.numeric("e.quantity")),
          Map.entry("price", SqlColumn.numeric("coalesce(e.price, i.price)")),
          Map.entry("rating", SqlColumn.numeric("e.rating")),
          Map.entry("position", SqlColumn.numeric("e.position")),
          Map.entry("durationMillis", SqlColumn.numeric("e.duration_millis")));

  @Override
  public SqlColumn column(String path, SqlText sql) {
    if (path.startsWith(PROPERTIES)) {
      return SqlColumn.json("e.properties", sql.bind(path.substring(PROPERTIES.length()), "text"));
    }
    SqlColumn column = FIELDS.get(path);
    if (column == null) {
      throw new IllegalArgumentException("no column for the event field " + path);
    }
    return column;
  }

  /** What the event says, unless it is blank or no text. */
  private static SqlColumn fromCatalogue(String name) {
    String own =
        "case when jsonb_typeof(e.properties -> '$') = 'string' and e.properties ->> '$' ~ '\\S' then e.properties ->> '$' end";
    return SqlColumn.text("coalesce(" + own.replace("$", name) + ", nullif(i." + name + ", ''))");
  }
}
