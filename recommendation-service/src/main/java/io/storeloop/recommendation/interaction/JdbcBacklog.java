package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.EventCursor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Is anything committed that has not been applied yet? Asks the database. */
public final class JdbcBacklog {
  private static final String BEHIND =
      """
      select exists (select from event_v1 where (tx, id) > (cast(:eventTx as xid8), :eventId))
          or exists (select from item_v1 where (tx, item_id) > (cast(:itemTx as xid8), :itemId))
      """;

  private final JdbcClient jdbc;
  private final LogFollowerJob follower;

  JdbcBacklog(JdbcClient jdbc, LogFollowerJob follower) {
    this.jdbc = jdbc;
    this.follower = follower;
  }

  /**
   * True only if every event and every item change that is committed now has been applied; false
   * when the database cannot say.
   */
  public boolean isEmpty() {
    EventCursor event = follower.eventCursor();
    JdbcItemChanges.Cursor item = follower.itemCursor();
    try {
      return follower.loaded()
          && !jdbc.sql(BEHIND)
              .param("eventTx", Long.toUnsignedString(event.tx()))
              .param("eventId", event.id())
              .param("itemTx", item.tx())
              .param("itemId", item.itemId())
              .query(Boolean.class)
              .single();
    } catch (DataAccessException unknown) {
      return false;
    }
  }
}
