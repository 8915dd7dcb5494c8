package io.storeloop.campaign.trigger;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.trigger.Cart.Act;
import io.storeloop.common.events.EventType;
import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * What shoppers did, read from the log itself: what is asked just before something is sent depends
 * on no follower that could be behind. Who an act belongs to is the identity rule of all services.
 */
@Component
class JdbcShopperActs {
  /**
   * An array of the devices, not a sub-select beside the {@code or}: only so are the indexes of the
   * log used. Of a device that was shared meanwhile, what came before is the user's, what came
   * after is its own.
   */
  private static final String OWN =
      """
      (user_id = :userId or (user_id is null and anonymous_id = any (array(
        select anonymous_id from campaign_device where user_id = :userId
        union all select cast(:anonymousId as text)))
        and not exists (
          select from campaign_device i
          where i.anonymous_id = event_v1.anonymous_id
            and ((event_v1.tx, event_v1.id) < (i.until_tx, i.until_id)) <> coalesce(i.user_id = :userId, false))))
      """;

  static final String CART =
      """
      select message_id, type, item_id, quantity, occurred_at from event_v1
      where type in ('add_to_cart', 'remove_from_cart', 'checkout', 'purchase') and traffic is null
        and occurred_at >= :since and
      """
          + OWN;

  static final String BOUGHT =
      """
      select exists (select from event_v1
                     where type = 'purchase' and traffic is null and occurred_at > :since and
      """
          + OWN
          + ")";

  private static final String OWNER =
      "select user_id from campaign_device where anonymous_id = :anonymousId and not shared";

  private static final String ITEMS =
      """
      select item_id, category, brand, price, currency, in_stock and not deleted as there from item_v1
      where item_id = any (:items)
      """;

  private final ServiceDatabase database;

  JdbcShopperActs(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
  }

  /** What the catalogue says of an item; {@code there}: it can be bought. */
  record Item(
      String itemId,
      @Nullable String category,
      @Nullable String brand,
      @Nullable BigDecimal price,
      @Nullable String currency,
      boolean there) {}

  /** The user that a device belongs to, or the shopper as told. */
  Shopper recognised(Shopper shopper) {
    return shopper.userId() != null
        ? shopper
        : database
            .jdbc()
            .sql(OWNER)
            .param("anonymousId", shopper.anonymousId())
            .query(String.class)
            .optional()
            .map(shopper::recognisedAs)
            .orElse(shopper);
  }

  Optional<Cart> cart(Shopper shopper, Instant since) {
    return Cart.of(
        database
            .jdbc()
            .sql(CART)
            .param("userId", shopper.userId())
            .param("anonymousId", shopper.anonymousId())
            .param("since", since.atOffset(ZoneOffset.UTC))
            .query((row, number) -> act(row))
            .list());
  }

  boolean boughtSince(Shopper shopper, Instant since) {
    return database
        .jdbc()
        .sql(BOUGHT)
        .param("userId", shopper.userId())
        .param("anonymousId", shopper.anonymousId())
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  Map<String, Item> items(Collection<String> ids) {
    Map<String, Item> items = new HashMap<>();
    if (!ids.isEmpty()) {
      database
          .jdbc()
          .sql(ITEMS)
          .param("items", ids.toArray(String[]::new))
          .query((row, number) ->
              new Item(
                  row.getString("item_id"),
                  row.getString("category"),
                  row.getString("brand"),
                  row.getBigDecimal("price"),
                  row.getString("currency"),
                  row.getBoolean("there")))
          .list()
          .forEach(item -> items.put(item.itemId(), item));
    }
    return items;
  }

  private static Act act(ResultSet row) throws SQLException {
    return new Act(
        row.getString("message_id"),
        EventType.ofWireName(row.getString("type")).orElseThrow(),
        row.getString("item_id"),
        row.getObject("quantity", Integer.class),
        Objects.requireNonNull(row.getObject("occurred_at", OffsetDateTime.class)).toInstant());
  }
}
