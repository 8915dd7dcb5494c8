package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;

/** Whether profiles that were emptied are still being folded again from the log. Thread-safe. */
public final class Rebuild {
  private static final String UNDER_WAY =
      """
      select exists (
        select from profile_rules r
        join profile_cursor c on c.consumer = :consumer
        join event_v1 e on (e.tx, e.id) > (c.tx, c.id) and (e.tx, e.id) <= (r.rebuild_tx, r.rebuild_id))
      """;

  private final ServiceDatabase database;

  Rebuild(ServiceDatabase database) {
    this.database = database;
  }

  /** One look into an index. */
  public boolean isUnderWay() {
    return database
        .jdbc()
        .sql(UNDER_WAY)
        .param("consumer", ProfileProgress.CONSUMER)
        .query(Boolean.class)
        .single();
  }
}
