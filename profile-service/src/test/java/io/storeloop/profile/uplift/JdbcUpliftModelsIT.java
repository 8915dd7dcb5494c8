package io.storeloop.profile.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.ranking.LogisticRegression;
import io.storeloop.algorithms.uplift.TwoModels;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.learning.Encoding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
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

  private final AtomicLong minutes = new AtomicLong();
  private final InstantSource clock = () -> START.plus(Duration.ofMinutes(minutes.get()));
  private final JdbcUpliftModels models =
      new JdbcUpliftModels(PROFILE, JsonMapper.shared(), clock.withZone(ZoneOffset.UTC));

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

  private UUID begun(UUID campaign) {
    UUID id = UUID.randomUUID();
    minutes.incrementAndGet();
    assertThat(models.begin(id, campaign)).isTrue();
    return id;
  }

  private static UpliftTraining.Outcome outcome() {
    var nothing = new LogisticRegression.Parameters(new double[0], new double[0], new double[1]);
    return new UpliftTraining.Outcome(
        new TrainedUplift(
            new Encoding(List.of()), new TwoModels.Parameters(nothing, nothing), null, null),
        Map.of(),
        true);
  }
}
