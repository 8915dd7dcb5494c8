package io.storeloop.profile.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.predictor.ShopperHistory;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.ShopperPredictions.Prediction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpliftsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);
  private static final JdbcUpliftModels MODELS = SERVICE.bean(JdbcUpliftModels.class);
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final UUID MAIL = new UUID(0, 1);
  private static final UUID BANNER = new UUID(0, 2);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @BeforeEach
  void none() {
    DATABASE.owner().sql("delete from uplift_model").update();
  }

  @Test
  void allCampaignsAreToldOfAfterOneReadOfTheHistory() {
    active(MAIL);
    active(BANNER);
    AtomicInteger reads = new AtomicInteger();

    Map<String, Prediction> told = told(Map.of(), reads);

    assertThat(told).containsOnlyKeys("uplift." + MAIL, "uplift." + BANNER);
    assertThat(reads).hasValue(1);
  }

  @Test
  void withoutAModelOrConsentNothingIsRead() {
    AtomicInteger reads = new AtomicInteger();

    assertThat(told(Map.of(), reads)).isEmpty();
    active(MAIL);
    assertThat(told(Map.of("analytics", false), reads))
        .containsEntry("uplift." + MAIL, Prediction.refused());
    assertThat(reads).hasValue(0);
  }

  private static void active(UUID campaign) {
    UUID id = UUID.randomUUID();
    MODELS.begin(id, campaign);
    MODELS.finish(id, campaign, JdbcUpliftModelsIT.outcome(), MODELS.trainings().forgotten());
    MODELS.activate(id);
  }

  private static Map<String, Prediction> told(Map<String, Object> consent, AtomicInteger reads) {
    return SERVICE
        .bean(Uplifts.class)
        .of(
            anna(consent),
            () -> {
              reads.incrementAndGet();
              return new ShopperHistory(List.of());
            });
  }

  private static ProfileSnapshot anna(Map<String, Object> consent) {
    return new ProfileSnapshot(
        new UUID(0, 1),
        "anna",
        null,
        new Moments(NOW, NOW, null),
        Map.of(),
        consent,
        Map.of(),
        ProfileSnapshot.Scores.NONE,
        NOW);
  }
}
