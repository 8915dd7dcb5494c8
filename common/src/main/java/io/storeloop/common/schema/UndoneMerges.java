package io.storeloop.common.schema;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads which merges the shop has undone, as profile-service publishes them: in the order {@code
 * (tx, edge_id)} up to the snapshot horizon, as {@link EventLog} reads the log. Thread-safe.
 */
public final class UndoneMerges {
  private static final String READ_AFTER =
      """
      select tx, edge_id, anonymous_id, user_id from profile_undone_identity_v1
      where (tx, edge_id) > (cast(:tx as xid8), :edge) and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, edge_id
      limit :limit
      """;

  private final JdbcClient jdbc;

  public UndoneMerges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next ones behind a place; empty when there are none. */
  public List<UndoneMerge> readAfter(UndoneMerge.Place place, int limit) {
    return jdbc.sql(READ_AFTER)
        .param("tx", place.tx())
        .param("edge", place.edgeId())
        .param("limit", limit)
        .query((row, number) ->
            new UndoneMerge(
                new UndoneMerge.Place(row.getString("tx"), row.getObject("edge_id", UUID.class)),
                row.getString("anonymous_id"),
                row.getString("user_id")))
        .list();
  }
}
