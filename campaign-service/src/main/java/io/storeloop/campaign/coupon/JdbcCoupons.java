package io.storeloop.campaign.coupon;

import io.storeloop.campaign.cap.Claimant;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pools of codes: filled, handed out once, redeemed once. */
@Component
public class JdbcCoupons {
  private static final String FIND_POOL =
      """
      select p.pool_id, p.name, p.max_redemptions, p.created_at, count(c.code) as codes,
             count(c.code) filter (where c.handed_out_at is null and c.redeemed_at is null) as free,
             count(c.handed_out_at) as handed_out, count(c.redeemed_at) as redeemed
      from coupon_pool p left join coupon c using (pool_id)
      where p.pool_id = :pool
      group by p.pool_id
      """;

  /** Of several, which only a browser that signed in later can bring, the first. */
  private static final String HELD =
      """
      select code from coupon
      where shopper = any (:shoppers) and campaign_id = :campaign and pool_id = :pool
      order by handed_out_at, code limit 1
      """;

  private static final String HAS_FREE =
      "select exists (select from coupon where pool_id = :pool and handed_out_at is null and redeemed_at is null)";

  /** Passes by what parallel decisions are taking at the moment, so nobody waits for anybody. */
  private static final String HAND_OUT =
      """
      update coupon set shopper = :shopper, campaign_id = :campaign, handed_out_at = :at
      where pool_id = :pool
        and code = (
          select code from coupon
          where pool_id = :pool and handed_out_at is null and redeemed_at is null
          order by code limit 1 for update skip locked)
      returning code
      """;

  /** A user who has a code of the campaign already keeps that one, and the other is nobody's. */
  private static final String HAND_OVER =
      """
      update coupon c
      set shopper = case when exists (
            select from coupon own
            where own.shopper = 'u:' || shared.user_id and own.campaign_id = c.campaign_id and own.pool_id = c.pool_id)
          then null else 'u:' || shared.user_id end
      from (select distinct on (h.campaign_id, h.pool_id, s.user_id) h.code, h.pool_id, s.user_id
            from unnest(cast(:browsers as text[]), cast(:users as text[])) as s (browser, user_id)
              join coupon h on h.shopper = 'a:' || s.browser
            order by h.campaign_id, h.pool_id, s.user_id, h.handed_out_at, h.code) shared
      where c.pool_id = shared.pool_id and c.code = shared.code
      """;

  private static final String LET_GO =
      "update coupon set shopper = null where shopper = any (select 'a:' || b from unnest(cast(:browsers as text[])) b)";

  private static final String REDEEM =
      """
      update coupon set redeemed_at = :at, redeemed_by = :userId, order_id = :orderId
      where pool_id = :pool and code = :code and redeemed_at is null
      """;

  private static final String COUNT_REDEMPTION =
      """
      update coupon_pool set redeemed = redeemed + 1
      where pool_id = :pool and (max_redemptions is null or redeemed < max_redemptions)
      """;

  private static final String ADD =
      """
      insert into coupon (pool_id, code) select :pool, code from unnest(cast(:codes as text[])) as code
      on conflict do nothing
      """;

  private final ServiceDatabase database;
  private final JdbcClient jdbc;

  JdbcCoupons(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  /** Those of the pools that are there. */
  public Set<String> known(Collection<String> pools) {
    return Set.copyOf(
        jdbc.sql("select pool_id from coupon_pool where pool_id = any (:pools)")
            .param("pools", pools.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  /**
   * The shopper's code for the campaign, the same at every call, also the one that was given to a
   * browser of theirs before they signed in; inside the caller's transaction.
   *
   * <p>Two first calls at once are told apart by a lock on the shopper and campaign, and by the
   * unique index behind it.
   *
   * @return empty if no code is left
   */
  public Optional<String> handOut(String poolId, UUID campaignId, Claimant claimant, Instant at) {
    String shopper = claimant.shopper();
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:shopper || :campaign, 0))")
        .param("shopper", shopper)
        .param("campaign", campaignId.toString())
        .query(row -> {});
    Optional<String> held =
        jdbc.sql(HELD)
            .param("shoppers", claimant.names().toArray(String[]::new))
            .param("campaign", campaignId)
            .param("pool", poolId)
            .query(String.class)
            .optional();
    return held.isPresent()
        ? held
        : jdbc.sql(HAND_OUT)
            .param("shopper", shopper)
            .param("campaign", campaignId)
            .param("pool", poolId)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .query(String.class)
            .optional();
  }

  /** Gives users the codes that browsers were given; inside the caller's transaction. */
  public void handOver(String[] browsers, String[] users) {
    jdbc.sql(HAND_OVER).param("browsers", browsers).param("users", users).update();
    jdbc.sql(LET_GO).param("browsers", browsers).update();
  }

  /** Whether somebody who has no code yet could get one. */
  public boolean hasFree(String poolId) {
    return jdbc.sql(HAS_FREE).param("pool", poolId).query(Boolean.class).single();
  }

  Optional<CouponPool> find(String poolId) {
    return jdbc.sql(FIND_POOL).param("pool", poolId).query((row, number) -> pool(row)).optional();
  }

  /** Makes the pool, or changes its name and budget; false if more has been redeemed already. */
  boolean put(String poolId, String name, @Nullable Long maxRedemptions, Instant now) {
    return jdbc.sql(
                """
                insert into coupon_pool as pool (pool_id, name, max_redemptions, created_at)
                values (:pool, :name, :most, :now)
                on conflict (pool_id) do update
                  set name = excluded.name, max_redemptions = excluded.max_redemptions
                  where excluded.max_redemptions is null or excluded.max_redemptions >= pool.redeemed
                """)
            .param("pool", poolId)
            .param("name", name)
            .param("most", maxRedemptions)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Adds codes; those that the pool has already are left as they are. */
  int add(String poolId, Collection<String> codes) {
    return jdbc.sql(ADD)
        .param("pool", poolId)
        .param("codes", codes.toArray(String[]::new))
        .update();
  }

  /** Redeems a code exactly once, however many ask at the same time. */
  Redemption redeem(
      String poolId, String code, @Nullable String userId, @Nullable String orderId, Instant at) {
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status -> {
              Redemption redemption = redeemNow(poolId, code, userId, orderId, at);
              if (redemption instanceof Redemption.BudgetSpent) {
                status.setRollbackOnly();
              }
              return redemption;
            }));
  }

  private Redemption redeemNow(
      String poolId, String code, @Nullable String userId, @Nullable String orderId, Instant at) {
    int redeemed =
        jdbc.sql(REDEEM)
            .param("pool", poolId)
            .param("code", code)
            .param("userId", userId)
            .param("orderId", orderId)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update();
    if (redeemed == 0) {
      return notRedeemed(poolId, code);
    }
    return isCovered(poolId) ? new Redemption.Redeemed(code, at) : new Redemption.BudgetSpent();
  }

  private boolean isCovered(String poolId) {
    return jdbc.sql(COUNT_REDEMPTION).param("pool", poolId).update() == 1;
  }

  private Redemption notRedeemed(String poolId, String code) {
    return jdbc.sql("select redeemed_at from coupon where pool_id = :pool and code = :code")
        .param("pool", poolId)
        .param("code", code)
        .query((row, number) -> time(row, "redeemed_at"))
        .optional()
        .<Redemption>map(Redemption.RedeemedBefore::new)
        .orElseGet(Redemption.Unknown::new);
  }

  private static CouponPool pool(ResultSet row) throws SQLException {
    return new CouponPool(
        row.getString("pool_id"),
        row.getString("name"),
        row.getObject("max_redemptions", Long.class),
        row.getLong("codes"),
        row.getLong("free"),
        row.getLong("handed_out"),
        row.getLong("redeemed"),
        time(row, "created_at"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
