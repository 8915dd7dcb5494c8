package io.storeloop.recommendation;

import io.storeloop.common.ids.IdentitySignatures;
import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.common.schema.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes events and items into a database as their owner does, without ingestion-service. */
public final class ShopFixture {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final JdbcClient owner;
  private Instant time = Instant.parse("2026-05-04T10:00:00Z");

  public ShopFixture(TestDatabase database) {
    this(database.owner());
  }

  /** {@code owner}: the owner's door to a migrated database. */
  public ShopFixture(JdbcClient owner) {
    this.owner = owner;
    owner
        .sql("select ensure_event_partition(:at)")
        .param("at", OffsetDateTime.now(ZoneOffset.UTC))
        .query()
        .listOfRows();
  }

  public void user(String userId, String type, String itemId) {
    event(userId, null, null, type, itemId);
  }

  public void device(String anonymousId, String type, String itemId) {
    event(null, anonymousId, null, type, itemId);
  }

  public void inSession(String sessionId, String anonymousId, String type, String itemId) {
    event(null, anonymousId, sessionId, type, itemId);
  }

  public void identify(String userId, String anonymousId) {
    event(userId, anonymousId, null, "identify", null);
  }

  /** As the shop's server has signed it. */
  public void signedIdentify(String userId, String anonymousId) {
    event(
        userId,
        anonymousId,
        null,
        "identify",
        null,
        "{\"%s\": \"%s\"}"
            .formatted(IdentitySignatures.PROPERTY, SignatureFixture.signatureOf(userId)));
  }

  /** As profile-service keeps that the shop has taken the device out of the user's profile. */
  public void undo(String userId, String anonymousId) {
    owner
        .sql(
            """
            insert into profile_identity_edge (edge_id, anonymous_id, user_id, place, state, reason, message_id, occurred_at,
                                               changed_at, undone_tx)
            values (gen_random_uuid(), :anonymous, :user, 0, 'undone', 'new_user', 'm', now(), now(), pg_current_xact_id())
            """)
        .param("anonymous", anonymousId)
        .param("user", userId)
        .update();
  }

  private void event(
      @Nullable String userId,
      @Nullable String anonymousId,
      @Nullable String sessionId,
      String type,
      @Nullable String itemId) {
    event(userId, anonymousId, sessionId, type, itemId, "{}");
  }

  private void event(
      @Nullable String userId,
      @Nullable String anonymousId,
      @Nullable String sessionId,
      String type,
      @Nullable String itemId,
      String properties) {
    time = time.plus(Duration.ofMinutes(1));
    owner
        .sql(
            """
            insert into event (event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at,
                               item_id, source, properties)
            values (gen_random_uuid(), :message, :type, :user, :anonymous, :session, :at, now(), :item, 'test',
                    cast(:properties as jsonb))
            """)
        .param("message", "m" + NUMBER.incrementAndGet())
        .param("type", type)
        .param("user", userId)
        .param("anonymous", anonymousId)
        .param("session", sessionId)
        .param("at", OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
        .param("item", itemId)
        .param("properties", properties)
        .update();
  }

  public void item(String itemId, String name, String category) {
    item(itemId, name, category, true, false);
  }

  /** An item with what filters ask for. */
  public void item(String itemId, String category, String brand, String price, String attributes) {
    item(itemId, itemId, category);
    owner
        .sql(
            """
            update item
            set brand = :brand, price = cast(:price as numeric), currency = 'EUR',
                attributes = cast(:attributes as jsonb), tx = pg_current_xact_id()
            where item_id = :item
            """)
        .param("item", itemId)
        .param("brand", brand)
        .param("price", price)
        .param("attributes", attributes)
        .update();
  }

  public void item(String itemId, String name, String category, boolean inStock, boolean deleted) {
    owner
        .sql(
            """
            insert into item (item_id, name, category, in_stock, deleted, updated_at)
            values (:item, :name, :category, :inStock, :deleted, now())
            on conflict (item_id) do update
              set in_stock = excluded.in_stock, deleted = excluded.deleted, tx = pg_current_xact_id()
            """)
        .param("item", itemId)
        .param("name", name)
        .param("category", category)
        .param("inStock", inStock)
        .param("deleted", deleted)
        .update();
  }
}
