package io.storeloop.profile.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProfileReaderScoresIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ServiceDatabase PROFILE = DATABASE.as(ServiceRole.PROFILE);
  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID CHURN = new UUID(7, 1);
  private static final UUID PURCHASE = new UUID(7, 2);
  private static final BigDecimal LIKELY = new BigDecimal("0.9");
  private static final BigDecimal UNLIKELY = new BigDecimal("0.1");

  private final ProfileReader reader =
      new ProfileReader(PROFILE, new ProfileJson(JsonMapper.shared()));

  @AfterAll
  static void close() {
    PROFILE.close();
  }

  @Test
  void whatAModelHasSaidIsToldAsLongAsThatModelAnswers() {
    execute(
        """
        insert into profile (profile_id, user_id, first_seen_at, last_seen_at, traits, features, behaviour, updated_at)
        values ('%s', 'anna', now(), now(), '{}', '{}', '', now())
        """
            .formatted(ANNA));
    execute("insert into profile_identity values ('user', 'anna', '%s')".formatted(ANNA));
    model(CHURN, "churn");
    model(PURCHASE, "purchase");
    execute(
        """
        insert into predictor_score (profile_id, as_of, models, churn_probability, purchase_probability)
        values ('%s', now(), '{"churn": "%s", "purchase": "%s"}', 0.9, 0.1)
        """
            .formatted(ANNA, CHURN, PURCHASE));
    assertThat(said())
        .isEqualTo(
            Map.of(
                PredictionPath.CHURN_PROBABILITY,
                LIKELY,
                PredictionPath.PURCHASE_PROBABILITY,
                UNLIKELY));

    execute("update predictor_model set activated_at = null where name = 'churn'");

    assertThat(said()).isEqualTo(Map.of(PredictionPath.PURCHASE_PROBABILITY, UNLIKELY));

    model(new UUID(7, 3), "churn");

    assertThat(said()).isEqualTo(Map.of(PredictionPath.PURCHASE_PROBABILITY, UNLIKELY));

    execute("update predictor_model set activated_at = null");

    assertThat(said()).isEmpty();
    assertThat(reader.find("anna").orElseThrow().scores().asOf()).isNotNull();
  }

  private Map<PredictionPath, BigDecimal> said() {
    Map<PredictionPath, BigDecimal> said = reader.find("anna").orElseThrow().scores().values();
    assertThat(reader.findAll(List.of(ANNA)).getFirst().scores().values()).isEqualTo(said);
    assertThat(reader.whole(List.of("anna"), 1).get("anna").profile().scores().values())
        .isEqualTo(said);
    return said;
  }

  private static void model(UUID id, String name) {
    execute(
        """
        insert into predictor_model (model_id, name, state, step, horizon_days, heartbeat_at, created_at, finished_at, card,
                                     judged, passed, model, activated_at)
        values ('%s', '%s', 'finished', 'finished', 30, now(), now(), now(), '{}', true, true, '{}', now())
        """
            .formatted(id, name));
  }

  private static void execute(String sql) {
    DATABASE.owner().sql(sql).update();
  }
}
