package io.storeloop.profile.profile;

import io.storeloop.common.events.Event;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.ItemFacts;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks items up in the catalogue, for events that do not say everything themselves. */
final class JdbcItemFacts {
  private static final String FACTS =
      """
      select item_id, category, brand, price
      from item_v1
      where item_id = any(cast(:itemIds as text[]))
      """;

  private final ServiceDatabase database;

  JdbcItemFacts(ServiceDatabase database) {
    this.database = database;
  }

  /** What the catalogue knows of the items of these events, by item id; one query. */
  Map<String, ItemFacts> of(List<Event> events) {
    String[] itemIds =
        events.stream()
            .filter(event -> event.itemId() != null && !ItemFacts.saidBy(event).isComplete())
            .map(Event::itemId)
            .distinct()
            .toArray(String[]::new);
    Map<String, ItemFacts> facts = new HashMap<>();
    if (itemIds.length > 0) {
      database
          .jdbc()
          .sql(FACTS)
          .param("itemIds", itemIds)
          .query((ResultSet row) -> {
            facts.put(
                row.getString("item_id"),
                new ItemFacts(
                    row.getString("category"), row.getString("brand"), row.getBigDecimal("price")));
          });
    }
    return facts;
  }
}
