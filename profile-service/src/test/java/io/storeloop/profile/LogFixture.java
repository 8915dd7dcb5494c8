package io.storeloop.profile;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.Uuids;
import io.storeloop.common.schema.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Puts events and items where ingestion puts them: the same tables, committed together. */
public final class LogFixture {
  private static final String INSERT =
      """
      insert into event (event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id,
                         quantity, price, order_id, rating, duration_millis, currency, source, properties)
      select event_id::uuid, message_id, type, user_id, anonymous_id, session_id, occurred_at::timestamptz,
             received_at::timestamptz, item_id, quantity::int, price::numeric, order_id, rating::numeric, duration::bigint,
             currency, 'test', properties::jsonb
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
           with ordinality
           as t (event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id,
                 quantity, price, order_id, rating, duration, currency, properties, place)
      order by place
      """;

  private final JdbcClient owner;

  public LogFixture(TestDatabase database) {
    this.owner = database.owner();
  }

  public void accept(Event... events) {
    accept(List.of(events));
  }

  /** One transaction, in the given order. */
  public void accept(List<Event> events) {
    events.stream()
        .map(event -> month(event.receivedAt()))
        .distinct()
        .forEach(month ->
            owner.sql("select ensure_event_partition(?)").param(month).query().listOfRows());
    String[][] columns = new String[16][events.size()];
    for (int i = 0; i < events.size(); i++) {
      String[] row = row(events.get(i));
      for (int column = 0; column < row.length; column++) {
        columns[column][i] = row[column];
      }
    }
    owner.sql(INSERT).params((Object[]) columns).update();
  }

  public void item(String itemId, String category, String brand, String price) {
    owner
        .sql(
            """
            insert into item (item_id, category, brand, price, updated_at) values (?, ?, ?, ?, now())
            on conflict (item_id) do update set category = excluded.category
            """)
        .params(itemId, category, brand, new BigDecimal(price))
        .update();
  }

  private static OffsetDateTime month(Instant at) {
    return at.atOffset(ZoneOffset.UTC)
        .withDayOfMonth(1)
        .toLocalDate()
        .atStartOfDay()
        .atOffset(ZoneOffset.UTC);
  }

  private static String[] row(Event event) {
    UUID eventId = Uuids.ofText(event.messageId());
    return new String[] {
      eventId.toString(),
      event.messageId(),
      event.type().wireName(),
      event.userId(),
      event.anonymousId(),
      event.sessionId(),
      event.occurredAt().toString(),
      event.receivedAt().toString(),
      event.itemId(),
      text(event.quantity()),
      text(event.price()),
      event.orderId(),
      text(event.rating()),
      text(event.durationMillis()),
      event.currency(),
      JsonMapper.shared().writeValueAsString(event.properties())
    };
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
