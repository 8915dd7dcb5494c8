package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.ShopperPredictions.Prediction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ActivePredictionsIT {
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(TestDatabase.create());
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final ProfileSnapshot ANNA =
      new ProfileSnapshot(
          new UUID(0, 1),
          "anna",
          null,
          new Moments(NOW, NOW, null),
          Map.of(),
          Map.of(),
          Map.of(),
          ProfileSnapshot.Scores.NONE,
          NOW);

  private final AtomicInteger reads = new AtomicInteger();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void whatAShopperDidIsReadOnceForAllWhoAsk() {
    HistoryPredictions first = (profile, history) -> told("first", history.get());
    HistoryPredictions second = (profile, history) -> told("second", history.get());

    assertThat(predictions(first, second).of(ANNA)).containsOnlyKeys("first", "second");
    assertThat(reads).hasValue(1);
  }

  @Test
  void whereNobodyAsksNothingIsRead() {
    assertThat(predictions((profile, history) -> Map.of()).of(ANNA)).isEmpty();
    assertThat(reads).hasValue(0);
  }

  private ActivePredictions predictions(HistoryPredictions... others) {
    return new ActivePredictions(
        SERVICE.bean(Predictors.class),
        profile -> {
          reads.incrementAndGet();
          return new ShopperHistory(List.of());
        },
        () -> List.of(others));
  }

  private static Map<String, Prediction> told(String name, ShopperHistory history) {
    return Map.of(name, Prediction.insufficient("acts: " + history.acts().size()));
  }
}
