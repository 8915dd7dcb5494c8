package io.storeloop.profile.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.ranking.LogisticRegression;
import io.storeloop.algorithms.uplift.TwoModels;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.learning.Encoding;
import io.storeloop.profile.uplift.JdbcUpliftModels.Activation;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JdbcUpliftModelsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ServiceDatabase PROFILE = DATABASE.as(ServiceRole.PROFILE);
  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
  private static final UUID MAIL = new UUID(0, 1);
  private static final UUID BANNER = new UUID(0, 2);
  private static final UUID POPUP = new UUID(0, 3);
  private static final int MOST_ACTIVE = 2;

  private final AtomicLong minutes = new AtomicLong();
  private final InstantSource clock = () -> START.plus(Duration.ofMinutes(minutes.get()));
  private final JdbcUpliftModels models =
      new JdbcUpliftModels(
          PROFILE, JsonMapper.shared(), clock.withZone(ZoneOffset.UTC), MOST_ACTIVE);

  @BeforeAll
  static void eventsAreFollowed() {
    DATABASE
        .owner()
        .sql(
            "insert into profile_cursor (consumer, tx, id) values ('profiles', '0', 0) on conflict do nothing")
        .update();
  }

  @AfterAll
  static void close() {
    PROFILE.close();
  }

  @BeforeEach
  void none() {
    PROFILE.jdbc().sql("delete from uplift_model").update();
  }

  @Test
  void whatWasLearnedWhileAShopperWasForgottenIsNotStored() {
    UUID id = begun(MAIL);
    long before = models.trainings().forgotten();

    PROFILE.jdbc().sql("update profile_cursor set forgotten = forgotten + 1").update();

    assertThat(models.finish(id, MAIL, outcome(), before)).isFalse();
    assertThat(models.find(id).orElseThrow().state()).isEqualTo("running");
    assertThat(models.finish(id, MAIL, outcome(), models.trainings().forgotten())).isTrue();
    assertThat(models.find(id).orElseThrow().state()).isEqualTo("finished");
  }

  @Test
  void modelsOfABoundedNumberOfCampaignsAnswer() {
    assertThat(models.activate(finished(MAIL))).isEqualTo(Activation.ANSWERS);
    UUID banner = finished(BANNER);
    assertThat(models.activate(banner)).isEqualTo(Activation.ANSWERS);
    UUID popup = finished(POPUP);

    assertThat(models.activate(popup)).isEqualTo(Activation.TOO_MANY);
    assertThat(models.active(POPUP)).isEmpty();
    // a newer model of a campaign that has its place
    assertThat(models.activate(finished(MAIL))).isEqualTo(Activation.ANSWERS);
    models.takeBack(banner);
    assertThat(models.activate(popup)).isEqualTo(Activation.ANSWERS);
    assertThat(models.answering()).containsOnlyKeys(MAIL, POPUP);
  }

  @Test
  void modelsThatAnsweredAreKeptForRollbackAndNotForEver() {
    List<UUID> activated = new ArrayList<>();
    for (int number = 0; number < JdbcUpliftModels.KEPT + 3; number++) {
      UUID id = finished(MAIL);
      activated.add(id);
      assertThat(models.activate(id)).isEqualTo(Activation.ANSWERS);
    }
    finished(MAIL);

    assertThat(models.active(MAIL).orElseThrow().modelId()).isEqualTo(activated.getLast());
    assertThat(models.find(activated.get(3))).isPresent();
    assertThat(models.find(activated.get(2))).isEmpty();
  }

  private UUID finished(UUID campaign) {
    UUID id = begun(campaign);
    assertThat(models.finish(id, campaign, outcome(), models.trainings().forgotten())).isTrue();
    return id;
  }

  private UUID begun(UUID campaign) {
    UUID id = UUID.randomUUID();
    minutes.incrementAndGet();
    assertThat(models.begin(id, campaign)).isTrue();
    return id;
  }

  static UpliftTraining.Outcome outcome() {
    var nothing = new LogisticRegression.Parameters(new double[1], new double[] {1}, new double[2]);
    return new UpliftTraining.Outcome(
        new TrainedUplift(
            new Encoding(List.of(new Encoding.Column(0, Encoding.Kind.VALUE, 0, new double[0]))),
            new TwoModels.Parameters(nothing, nothing),
            null,
            null),
        Map.of(),
        true);
  }
}
