package io.storeloop.campaign.delivery.webhook;

import io.storeloop.common.schema.ServiceDatabase;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The destinations. */
@Component
class JdbcWebhooks {
  private static final String USED =
      """
      select exists (select from campaign
                     where state <> 'ended' and lower(delivery ->> 'webhookId') = cast(:id as text))
      """;

  private final ServiceDatabase database;

  JdbcWebhooks(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
  }

  void add(Webhook webhook) {
    database
        .jdbc()
        .sql(
            "insert into campaign_webhook (id, name, url, secret, created_at) values (:id, :name, :url, :secret, :at)")
        .param("id", webhook.id())
        .param("name", webhook.name())
        .param("url", webhook.url().toString())
        .param("secret", webhook.secret())
        .param("at", time(webhook.createdAt()))
        .update();
  }

  Optional<Webhook> find(UUID id) {
    return database
        .jdbc()
        .sql("select * from campaign_webhook where id = :id")
        .param("id", id)
        .query((row, number) -> webhook(row))
        .optional();
  }

  /** Those behind the id, oldest first. */
  List<Webhook> page(UUID after, int limit) {
    return database
        .jdbc()
        .sql("select * from campaign_webhook where id > :after order by id limit :limit")
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> webhook(row))
        .list();
  }

  boolean change(UUID id, String name, URI url) {
    return database
            .jdbc()
            .sql("update campaign_webhook set name = :name, url = :url where id = :id")
            .param("name", name)
            .param("url", url.toString())
            .param("id", id)
            .update()
        == 1;
  }

  boolean rotate(UUID id, byte[] secret, Instant oldUntil) {
    return database
            .jdbc()
            .sql(
                "update campaign_webhook set old_secret = secret, old_secret_until = :until, secret = :secret where id = :id")
            .param("secret", secret)
            .param("until", time(oldUntil))
            .param("id", id)
            .update()
        == 1;
  }

  /** Whether a campaign that has not ended names it. */
  boolean isUsed(UUID id) {
    return database.jdbc().sql(USED).param("id", id).query(Boolean.class).single();
  }

  boolean delete(UUID id) {
    return database
            .jdbc()
            .sql("delete from campaign_webhook where id = :id")
            .param("id", id)
            .update()
        == 1;
  }

  private static Webhook webhook(ResultSet row) throws SQLException {
    OffsetDateTime until = row.getObject("old_secret_until", OffsetDateTime.class);
    return new Webhook(
        row.getObject("id", UUID.class),
        row.getString("name"),
        URI.create(row.getString("url")),
        row.getBytes("secret"),
        row.getBytes("old_secret"),
        until == null ? null : until.toInstant(),
        Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class)).toInstant());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
