package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;

/** Whether profiles that were emptied are still being folded again from the log. Thread-safe. */
public final class Rebuild {
  /** The log is looked into, in the order of its index, only behind profiles that were emptied. */
  private static final String UNDER_WAY =
      """
      select coalesce(
        (select (c.tx, c.id) < (r.rebuild_tx, r.rebuild_id)
                and (select (e.tx, e.id) <= (r.rebuild_tx, r.rebuild_id) from event_v1 e
                     where (e.tx, e.id) > (c.tx, c.id) order by e.tx, e.id limit 1)
         from profile_rules r join profile_cursor c on c.consumer = :consumer), false)
      """;

  private final ServiceDatabase database;

  Rebuild(ServiceDatabase database) {
    this.database = database;
  }

  /** Mostly a comparison of two places; one look into an index at most. */
  public boolean isUnderWay() {
    return database
        .jdbc()
        .sql(UNDER_WAY)
        .param("consumer", ProfileProgress.CONSUMER)
        .query(Boolean.class)
        .single();
  }
}
