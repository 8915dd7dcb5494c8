package io.storeloop.ingestion.eventlog;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.Traffic;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes event rows: one statement per batch, one array per column. */
final class JdbcEventRows {
  private static final String INSERT =
      """
      insert into event (event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id,
        quantity, price, currency, order_id, query, rating, position, list_id, recommendation_id, decision_id,
        duration_millis, source, properties, traffic)
      select event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at,
        cast(:receivedAt as timestamptz), item_id, quantity, price, currency, order_id, query, rating, position, list_id,
        recommendation_id, decision_id, duration_millis, source, properties, traffic
      from unnest(
        cast(:eventIds as uuid[]), cast(:messageIds as text[]), cast(:types as text[]), cast(:userIds as text[]),
        cast(:anonymousIds as text[]), cast(:sessionIds as text[]), cast(:occurredAts as timestamptz[]),
        cast(:itemIds as text[]), cast(:quantities as integer[]),
        cast(:prices as numeric[]), cast(:currencies as text[]), cast(:orderIds as text[]), cast(:queries as text[]),
        cast(:ratings as numeric[]), cast(:positions as integer[]), cast(:listIds as text[]),
        cast(:recommendationIds as text[]), cast(:decisionIds as text[]), cast(:durations as bigint[]),
        cast(:sources as text[]), cast(:properties as jsonb[]), cast(:traffic as text[]))
        with ordinality as sent (event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at,
          item_id, quantity, price, currency, order_id, query, rating, position, list_id,
          recommendation_id, decision_id, duration_millis, source, properties, traffic, place)
      order by place
      """;

  private static final @Nullable String[] NOTHING = {};

  private final ServiceDatabase database;
  private final JsonMapper json = new JsonMapper();

  JdbcEventRows(ServiceDatabase database) {
    this.database = database;
  }

  /** Inserts within the caller's transaction, numbered in the order given. */
  void insert(List<BatchPlan.Row> rows, Instant receivedAt) {
    if (rows.isEmpty()) {
      return;
    }
    database
        .jdbc()
        .sql(INSERT)
        .param("eventIds", rows.stream().map(row -> row.id().toString()).toArray(String[]::new))
        .param("messageIds", column(rows, Event::messageId))
        .param("types", column(rows, event -> event.type().wireName()))
        .param("userIds", column(rows, Event::userId))
        .param("anonymousIds", column(rows, Event::anonymousId))
        .param("sessionIds", column(rows, Event::sessionId))
        .param("occurredAts", column(rows, Event::occurredAt))
        .param("receivedAt", receivedAt.toString())
        .param("itemIds", column(rows, Event::itemId))
        .param("quantities", column(rows, Event::quantity))
        .param("prices", column(rows, Event::price))
        .param("currencies", column(rows, Event::currency))
        .param("orderIds", column(rows, Event::orderId))
        .param("queries", column(rows, Event::query))
        .param("ratings", column(rows, Event::rating))
        .param("positions", column(rows, Event::position))
        .param("listIds", column(rows, Event::listId))
        .param("recommendationIds", column(rows, Event::recommendationId))
        .param("decisionIds", column(rows, Event::decisionId))
        .param("durations", column(rows, Event::durationMillis))
        .param("sources", column(rows, Event::source))
        .param("properties", column(rows, this::properties))
        .param("traffic", column(rows, JdbcEventRows::traffic))
        .update();
  }

  private String properties(Event event) {
    return event.properties().isEmpty() ? "{}" : json.writeValueAsString(event.properties());
  }

  private static @Nullable String traffic(Event event) {
    Traffic traffic = event.traffic();
    return traffic == null ? null : traffic.wireName();
  }

  /** A column with nothing in it is sent empty: unnest fills it up with nulls. */
  private static @Nullable String[] column(
      List<BatchPlan.Row> rows, Function<Event, @Nullable Object> value) {
    @Nullable String[] column = new @Nullable String[rows.size()];
    boolean empty = true;
    for (int i = 0; i < column.length; i++) {
      Object cell = value.apply(rows.get(i).event());
      column[i] = cell == null ? null : cell.toString();
      empty &= cell == null;
    }
    return empty ? NOTHING : column;
  }
}
