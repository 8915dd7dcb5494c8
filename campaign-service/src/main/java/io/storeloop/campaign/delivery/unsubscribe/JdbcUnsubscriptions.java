package io.storeloop.campaign.delivery.unsubscribe;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Who wants nothing more by which channel. */
@Component
public class JdbcUnsubscriptions {
  private static final String HAS =
      """
      select exists (
        select from campaign_unsubscription where channel = :channel and shopper = any (array(
          select cast(:shopper as text)
          union all
          select 'a:' || anonymous_id from campaign_device where user_id = :userId))
        union all
        select from campaign_unsubscription where channel = :channel and address_hash = :hash)
      """;

  private static final String ADD =
      """
      insert into campaign_unsubscription (channel, shopper, address_hash, user_id, anonymous_id, at)
      select channel, shopper, :hash, user_id, anonymous_id, :now from campaign_send where id = :send
      on conflict (channel, shopper) do update
        set address_hash = coalesce(excluded.address_hash, campaign_unsubscription.address_hash)
      """;

  private static final String KEY = "select key from campaign_key where purpose = 'unsubscribe'";

  private final ServiceDatabase database;

  JdbcUnsubscriptions(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
  }

  /**
   * Whether the shopper has unsubscribed, also from a device of theirs before it was recognised, or
   * another user with the same address has.
   *
   * @param shopper {@code u:} and the userId, or {@code a:} and the anonymousId
   */
  public boolean has(String channel, String shopper, String address) {
    return database
        .jdbc()
        .sql(HAS)
        .param("channel", channel)
        .param("shopper", shopper)
        .param("userId", shopper.startsWith("u:") ? shopper.substring(2) : null)
        .param("hash", address.isBlank() ? null : MailAddress.hash(address))
        .query(Boolean.class)
        .single();
  }

  /** The channel and the shopper of a send; empty if it is gone, as after an erasure. */
  Optional<Recipient> recipient(UUID send) {
    return database
        .jdbc()
        .sql("select channel, user_id, anonymous_id from campaign_send where id = :id")
        .param("id", send)
        .query((row, number) ->
            new Recipient(
                row.getString("channel"), row.getString("user_id"), row.getString("anonymous_id")))
        .optional();
  }

  /** Remembers the no of whoever got that send. */
  void add(UUID send, @Nullable String address, Instant now) {
    database
        .jdbc()
        .sql(ADD)
        .param("send", send)
        .param("hash", address == null || address.isBlank() ? null : MailAddress.hash(address))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  byte[] key() {
    return database.jdbc().sql(KEY).query((row, number) -> row.getBytes(1)).single();
  }

  record Recipient(String channel, @Nullable String userId, @Nullable String anonymousId) {}
}
