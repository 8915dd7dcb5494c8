package io.storeloop.ingestion.identity;

import io.storeloop.common.schema.ServiceDatabase;

/**
 * Finds the ids of a shopper by the identity rule: the devices that profile-service has bound to
 * the user, and those of the user's own events that are not bound to somebody else.
 */
public final class JdbcShopperIds {
  /** Most devices of one user; a user with more is a shop's shared account. */
  private static final int MOST_DEVICES = 10_000;

  private static final String DEVICES =
      """
      select value as device from profile_identity_v1 where kind = 'anonymous' and user_id = :userId
      union
      select e.anonymous_id
      from event_v1 e
      where e.user_id = :userId and e.anonymous_id is not null
        and not exists (
          select from profile_identity_v1 i
          where i.kind = 'anonymous' and i.value = e.anonymous_id and i.user_id is not null and i.user_id <> :userId)
      order by device
      limit :most
      """;

  private final ServiceDatabase database;

  public JdbcShopperIds(ServiceDatabase database) {
    this.database = database;
  }

  /** The user with all devices. */
  public ShopperIds of(String userId) {
    return new ShopperIds(
        userId,
        database
            .jdbc()
            .sql(DEVICES)
            .param("userId", userId)
            .param("most", MOST_DEVICES)
            .query((row, number) -> row.getString(1))
            .list());
  }
}
