package io.storeloop.profile.erasure;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ErasureIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(
          DATABASE, "storeloop.erasure.poll-interval=50ms", "storeloop.erasure.vacuum-pause=0s");
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final LogFixture log = new LogFixture(DATABASE);
  private final ErasureFixture erasures = new ErasureFixture(DATABASE);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void anErasedShopperHasNoProfileAndTheNeighbourKeepsTheirs() {
    log.accept(
        aView().on("canary-phone").event(),
        anIdentify().by("canary-anna").on("canary-phone").with("email", "canary@mail").event(),
        aPurchase().of("shoes").costing("49.90").by("canary-anna").event(),
        aView().of("shoes").by("ben").event());
    SERVICE.catchUp();
    JsonNode neighbour = SERVICE.get("/v1/profiles/ben").body().path("features");
    awaitEverybodyLookedAt();
    DATABASE
        .owner()
        .sql(
            """
            insert into predictor_score (profile_id, as_of, models, spent, churn_probability)
            select profile_id, now(), '{}', 0, 0.5 from profile where user_id in ('canary-anna', 'ben')
            """)
        .update();

    erasures.erase("canary-anna", "canary-phone");
    erasures.awaitVacuumedReceipt();

    assertThat(SERVICE.get("/v1/profiles/canary-anna").status()).isEqualTo(404);
    assertThat(SERVICE.get("/v1/profiles/canary-phone").status()).isEqualTo(404);
    assertThat(erasures.count("profile where profile::text like '%canary%'")).isZero();
    assertThat(erasures.count("profile_identity where value like '%canary%'")).isZero();
    assertThat(erasures.count("predictor_score where churn_probability is not null")).isEqualTo(1);
    assertThat(SERVICE.get("/v1/profiles/ben").body().path("features").path("views"))
        .isEqualTo(neighbour.path("views"));
    assertThat(
            DATABASE
                .owner()
                .sql("select counts::text from profile_erasure_receipt")
                .query(String.class)
                .single())
        .contains("\"profiles\": 1", "\"identities\": 2", "\"predictions\": 1");
    assertThat(
            DATABASE.owner().sql("select forgotten from profile_cursor").query(Long.class).single())
        .isPositive();
  }

  @Test
  void noSampleOfShoppersIsKeptForThePlanner() {
    log.accept(
        aView().by("sampled-1").event(), anIdentify().by("sampled-2").with("a", "b").event());
    SERVICE.catchUp();

    DATABASE.owner().sql("analyze").update();

    assertThat(
            DATABASE
                .owner()
                .sql(
                    """
                    select tablename || '.' || attname from pg_stats
                    where schemaname = 'public' and pg_stats::text like '%sampled-%'
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }

  /** Without an active model whoever is looked at has no score afterwards. */
  private void awaitEverybodyLookedAt() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (erasures.count("segment_round where reached is null") == 0
        || erasures.count("segment_due") > 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
