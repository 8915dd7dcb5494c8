package io.storeloop.ingestion.deduplication;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The ids of all events ever accepted. */
public final class JdbcEventKeys {
  /** Sorted, because two batches that take the same ids in different orders would deadlock. */
  private static final String CLAIM =
      """
      insert into event_key (event_id, received_at)
      select id, cast(:receivedAt as timestamptz)
      from unnest(cast(:ids as uuid[])) as id
      order by id
      on conflict do nothing
      returning event_id
      """;

  private final ServiceDatabase database;

  public JdbcEventKeys(ServiceDatabase database) {
    this.database = database;
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
    return new HashSet<>(
        database
            .jdbc()
            .sql(CLAIM)
            .param("receivedAt", receivedAt.toString())
            .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
            .query(UUID.class)
            .list());
  }
}
