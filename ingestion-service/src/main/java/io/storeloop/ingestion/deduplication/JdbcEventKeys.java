package io.storeloop.ingestion.deduplication;

import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ids of all events ever accepted. Thread-safe. */
public final class JdbcEventKeys {
  /** Sorted, because two batches that take the same ids in different orders would deadlock. */
  private static final String CLAIM =
      """
      insert into event_key (event_id, received_at)
      select id, cast(? as timestamptz)
      from unnest(cast(? as uuid[])) as id
      order by id
      on conflict do nothing
      returning event_id
      """;

  private final JdbcTemplate jdbc;

  public JdbcEventKeys(ServiceDatabase database) {
    this.jdbc = new JdbcTemplate(database.dataSource());
  }

  /**
   * Claims ids within the caller's transaction and waits for other transactions that are claiming
   * the same ones.
   *
   * @return those that nobody had claimed before
   */
  public Set<UUID> claim(Collection<UUID> ids, Instant receivedAt) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    String array = ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    Set<UUID> fresh = HashSet.newHashSet(ids.size());
    jdbc.query(
        CLAIM,
        claim -> {
          claim.setObject(1, receivedAt.atOffset(ZoneOffset.UTC));
          claim.setObject(2, array, Types.OTHER);
        },
        claimed -> {
          fresh.add(eventId(claimed));
        });
    return fresh;
  }

  private static UUID eventId(ResultSet claimed) throws SQLException {
    return claimed.getObject(1, UUID.class);
  }
}
