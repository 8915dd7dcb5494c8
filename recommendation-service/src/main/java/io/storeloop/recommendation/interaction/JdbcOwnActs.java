package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.schema.EventLog;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a shopper did, read from the log once more. Thread-safe. */
final class JdbcOwnActs {
  /** Of a browser that was shared meanwhile, only what came before is the user's. */
  private static final String ACTS =
      """
      with shared as materialized (
        select anonymous_id, tx, id from profile_shared_device_v1 where user_id = cast(:user as text))
      select e.tx, e.id, e.message_id, e.type, e.user_id, e.anonymous_id, e.session_id, e.occurred_at, e.received_at,
             e.item_id, e.quantity, e.price, e.currency, e.order_id, e.query, e.rating, e.position, e.list_id,
             e.recommendation_id, e.decision_id, e.duration_millis, e.source, e.properties, e.traffic
      from event_v1 e
        left join shared s on e.user_id is null and s.anonymous_id = e.anonymous_id
      where (e.user_id = :user or (e.user_id is null and e.anonymous_id = any (cast(:browsers as text[]))))
        and (e.tx, e.id) <= (cast(:tx as xid8), :id)
        and (s.tx is null or (e.tx, e.id) < (s.tx, s.id))
      order by e.tx, e.id
      """;

  private final JdbcClient jdbc;
  private final EventLog log;

  JdbcOwnActs(JdbcClient jdbc, EventLog log) {
    this.jdbc = jdbc;
    this.log = log;
  }

  /** All up to a place in the log, in its order. */
  List<Event> of(@Nullable String userId, Collection<String> browsers, EventCursor until) {
    return jdbc
        .sql(ACTS)
        .param("user", userId)
        .param("browsers", browsers.toArray(String[]::new))
        .param("tx", Long.toUnsignedString(until.tx()))
        .param("id", until.id())
        .query((row, number) -> log.loggedEvent(row))
        .list()
        .stream()
        .map(LoggedEvent::event)
        .toList();
  }
}
