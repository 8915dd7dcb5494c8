package io.storeloop.ingestion.identity;

import io.storeloop.common.schema.ServiceDatabase;

/**
 * Finds the ids of a shopper by the identity rule: the devices that profile-service has bound to
 * the user, and those of the user's own events that are not bound to somebody else. What
 * profile-service has not read yet, the log tells: there the first user of a device has it.
 */
public final class JdbcShopperIds {
  /** Most devices of one user; a user with more is a shop's shared account. */
  private static final int MOST_DEVICES = 10_000;

  /** Marked traffic binds nobody, so it comes last among the user's own events. */
  private static final String DEVICES =
      """
      with mine as (
        select distinct on (anonymous_id) anonymous_id as device, traffic is null as binds, tx, id
        from event_v1
        where user_id = :userId and anonymous_id is not null
        order by anonymous_id, traffic nulls first, tx, id)
      select value as device from profile_identity_v1 where kind = 'anonymous' and user_id = :userId
      union
      select m.device
      from mine m
      where not exists (
          select from profile_identity_v1 i
          where i.kind = 'anonymous' and i.value = m.device and i.user_id is not null and i.user_id <> :userId)
        and not exists (
          select from event_v1 e
          where e.anonymous_id = m.device and e.user_id <> :userId and e.traffic is null
            and (e.tx, e.id) > (cast(:tx as xid8), :id)
            and (not m.binds or (e.tx, e.id) < (m.tx, m.id)))
      order by device
      limit :most
      """;

  /** Asked before: by its value the planner sees how short the rest of the log is. */
  private static final String READ_UP_TO = "select tx::text, id from profile_cursor_v1";

  private final ServiceDatabase database;

  private record Place(String tx, long id) {
    static final Place START = new Place("0", 0);
  }

  public JdbcShopperIds(ServiceDatabase database) {
    this.database = database;
  }

  /** The user with all devices. */
  public ShopperIds of(String userId) {
    Place read =
        database
            .jdbc()
            .sql(READ_UP_TO)
            .query((row, number) -> new Place(row.getString(1), row.getLong(2)))
            .optional()
            .orElse(Place.START);
    return new ShopperIds(
        userId,
        database
            .jdbc()
            .sql(DEVICES)
            .param("userId", userId)
            .param("tx", read.tx())
            .param("id", read.id())
            .param("most", MOST_DEVICES)
            .query((row, number) -> row.getString(1))
            .list());
  }
}
