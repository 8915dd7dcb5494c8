package io.storeloop.campaign.coupon;

import io.storeloop.common.ids.Uuids;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Jobs that make codes, batch by batch; a job that a dead process left goes on in another. */
@Component
@EnableConfigurationProperties(CouponProperties.class)
class JdbcGenerations {
  private static final String NEXT =
      "select * from coupon_generation where finished_at is null order by created_at limit 1 for update skip locked";

  private static final String ADVANCE =
      """
      update coupon_generation
      set made = made + :made, finished_at = case when made + :made >= wanted then cast(:now as timestamptz) end
      where id = :id
      """;

  private final ServiceDatabase database;
  private final JdbcCoupons coupons;
  private final CouponProperties properties;
  private final Clock clock;
  private final RandomGenerator random;

  JdbcGenerations(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      JdbcCoupons coupons,
      CouponProperties properties,
      Clock clock,
      @Qualifier("campaignRandom") RandomGenerator random) {
    this.database = database;
    this.coupons = coupons;
    this.properties = properties;
    this.clock = clock;
    this.random = random;
  }

  CouponGeneration begin(String poolId, int wanted, String prefix, int length) {
    Instant now = now();
    UUID id = Uuids.v7(now, random);
    database
        .jdbc()
        .sql(
            """
            insert into coupon_generation (id, pool_id, wanted, prefix, length, created_at)
            values (:id, :pool, :wanted, :prefix, :length, :now)
            """)
        .param("id", id)
        .param("pool", poolId)
        .param("wanted", wanted)
        .param("prefix", prefix)
        .param("length", length)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
    return new CouponGeneration(id, poolId, wanted, 0, prefix, length, now, null);
  }

  Optional<CouponGeneration> find(String poolId, UUID id) {
    return database
        .jdbc()
        .sql("select * from coupon_generation where id = :id and pool_id = :pool")
        .param("id", id)
        .param("pool", poolId)
        .query((row, number) -> generation(row))
        .optional();
  }

  /** Makes one batch of the oldest open job; false if there is none. */
  boolean advance() {
    return Boolean.TRUE.equals(
        database
            .transactions()
            .execute(status -> {
              Optional<CouponGeneration> open =
                  database.jdbc().sql(NEXT).query((row, number) -> generation(row)).optional();
              open.ifPresent(this::makeBatch);
              return open.isPresent();
            }));
  }

  private void makeBatch(CouponGeneration job) {
    int batch = Math.min(properties.generationBatch(), job.wanted() - job.made());
    int made = coupons.add(job.poolId(), job.codes(batch, random));
    database
        .jdbc()
        .sql(ADVANCE)
        .param("made", made)
        .param("now", now().atOffset(ZoneOffset.UTC))
        .param("id", job.id())
        .update();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static CouponGeneration generation(ResultSet row) throws SQLException {
    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
    return new CouponGeneration(
        row.getObject("id", UUID.class),
        row.getString("pool_id"),
        row.getInt("wanted"),
        row.getInt("made"),
        row.getString("prefix"),
        row.getInt("length"),
        Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class)).toInstant(),
        finished == null ? null : finished.toInstant());
  }
}
