package io.storeloop.profile.predictor;

import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JdbcPredictorModelsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);
  private static final ServiceDatabase PROFILE = DATABASE.as(ServiceRole.PROFILE);
  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
  private static final int KEPT = 2;

  private final AtomicLong minutes = new AtomicLong();
  private final InstantSource clock = () -> START.plus(Duration.ofMinutes(minutes.get()));
  private final JdbcPredictorModels models =
      new JdbcPredictorModels(PROFILE, JsonMapper.shared(), clock.withZone(ZoneOffset.UTC), KEPT);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @BeforeEach
  void empty() {
    PROFILE.jdbc().sql("delete from predictor_model").update();
  }

  @Test
  void modelsThatAnsweredAreKeptForRollbackAndNotForEver() {
    List<UUID> activated = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      UUID id = finished();
      activated.add(id);
      assertThat(models.activate(id)).isTrue();
    }
    UUID newest = finished();
    UUID another = finished();

    assertThat(models.all(Target.CHURN))
        .extracting(PredictorModel::modelId)
        .containsExactly(another, newest);
    assertThat(models.active(Target.CHURN).orElseThrow().modelId()).isEqualTo(activated.get(4));
    assertThat(models.find(activated.get(3))).isPresent();
    assertThat(models.find(activated.get(2))).isEmpty();
  }

  @Test
  void whatWasLearnedWhileAShopperWasForgottenIsNotStored() {
    new LogFixture(DATABASE).accept(aView().by("anna").event());
    SERVICE.catchUp();
    UUID id = begun();
    long before = models.trainings().forgotten();

    PROFILE.jdbc().sql("update profile_cursor set forgotten = forgotten + 1").update();

    assertThat(models.finish(id, Target.CHURN, outcome(), before)).isFalse();
    assertThat(models.find(id).orElseThrow().state()).isEqualTo(PredictorModel.State.RUNNING);
    assertThat(models.finish(id, Target.CHURN, outcome(), models.trainings().forgotten())).isTrue();
  }

  private UUID begun() {
    UUID id = UUID.randomUUID();
    minutes.incrementAndGet();
    assertThat(models.begin(id, Target.CHURN, 30)).isTrue();
    return id;
  }

  @Test
  void oneThatCouldNotBeJudgedAnswersUntilAJudgedOneDoesAndReplacesNone() {
    UUID unjudged = finished(outcome(false, false));
    assertThat(models.activate(unjudged)).isTrue();
    UUID failed = finished(outcome(true, false));
    UUID passed = finished();

    assertThat(models.find(unjudged).orElseThrow().judged()).isFalse();
    assertThat(models.activate(failed)).isFalse();
    assertThat(models.activate(passed)).isTrue();
    assertThat(models.activate(unjudged)).isFalse();
    assertThat(models.active(Target.CHURN).orElseThrow().modelId()).isEqualTo(passed);
    models.takeBack(passed);
    assertThat(models.active(Target.CHURN).orElseThrow().modelId()).isEqualTo(unjudged);
  }

  private UUID finished() {
    return finished(outcome());
  }

  private UUID finished(PredictorTraining.Outcome<NextPurchaseModel> outcome) {
    UUID id = begun();
    minutes.incrementAndGet();
    assertThat(models.finish(id, Target.CHURN, outcome, models.trainings().forgotten())).isTrue();
    return id;
  }

  private static PredictorTraining.Outcome<NextPurchaseModel> outcome() {
    return outcome(true, true);
  }

  private static PredictorTraining.Outcome<NextPurchaseModel> outcome(
      boolean judged, boolean passed) {
    return new PredictorTraining.Outcome<>(
        new NextPurchaseModel(1, List.of(1.0, 1.0, 1.0, 1.0)),
        Map.of("target", "churn"),
        judged,
        passed);
  }
}
