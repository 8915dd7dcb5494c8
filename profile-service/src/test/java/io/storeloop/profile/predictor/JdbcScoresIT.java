package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.profile.PredictionPath;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JdbcScoresIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ServiceDatabase PROFILE = DATABASE.as(ServiceRole.PROFILE);
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final UUID MODEL = new UUID(7, 7);
  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);
  private static final UUID CLEO = new UUID(0, 3);

  private final JdbcScores scores =
      new JdbcScores(PROFILE, JsonMapper.shared(), new ConsentRule(false));

  @BeforeAll
  static void customers() {
    customer(ANNA, "anna", "{\"monetaryValue\": 500}");
    customer(BEN, "ben", "{\"monetaryValue\": 431.01}");
    customer(CLEO, "cleo", "{}");
  }

  @AfterAll
  static void close() {
    PROFILE.close();
  }

  @Test
  void theRankingFollowsTheProfileWithoutAnotherScoring() {
    scores.write(
        List.of(leaving(ANNA, "0.8"), leaving(BEN, "0.9"), leaving(CLEO, "1")),
        Map.of("churn", MODEL),
        NOW);
    assertThat(scores.atRisk(MODEL, 0, JdbcScores.Place.FIRST, 9))
        .extracting(JdbcScores.AtRisk::userId)
        .containsExactly("anna", "ben", "cleo");

    PROFILE
        .jdbc()
        .sql(
            "update profile set features = '{\"monetaryValue\": 0.5}'::jsonb where user_id = 'anna'")
        .update();

    List<JdbcScores.AtRisk> all = scores.atRisk(MODEL, 0, JdbcScores.Place.FIRST, 9);
    assertThat(all).extracting(JdbcScores.AtRisk::userId).containsExactly("ben", "anna", "cleo");
    assertThat(all.get(0).spent()).isEqualByComparingTo("431.01");
    assertThat(all.get(0).atRisk()).isEqualByComparingTo("387.909");
    assertThat(all.get(2).spent()).isEqualByComparingTo("0");
    JdbcScores.Place second = new JdbcScores.Place(all.get(0).atRisk().toPlainString(), BEN);
    assertThat(scores.atRisk(MODEL, 0, second, 9)).isEqualTo(all.subList(1, 3));
    assertThat(scores.atRisk(MODEL, 0.85, JdbcScores.Place.FIRST, 9))
        .extracting(JdbcScores.AtRisk::userId)
        .containsExactly("ben", "cleo");
    assertThat(scores.atRisk(new UUID(7, 8), 0, JdbcScores.Place.FIRST, 9)).isEmpty();
    assertThat(
            DATABASE
                .owner()
                .sql("select spent from prediction_v1 order by spent desc")
                .query(BigDecimal.class)
                .list())
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("431.01"), new BigDecimal("0.5"), BigDecimal.ZERO);
  }

  private static JdbcScores.Row leaving(UUID customer, String probability) {
    return new JdbcScores.Row(
        customer, Map.of(PredictionPath.CHURN_PROBABILITY, new BigDecimal(probability)));
  }

  private static void customer(UUID id, String userId, String features) {
    PROFILE
        .jdbc()
        .sql(
            """
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, traits, features, behaviour, updated_at)
            values (?, ?, now(), now(), '{}', ?::jsonb, '', now())
            """)
        .params(id, userId, features)
        .update();
  }
}
