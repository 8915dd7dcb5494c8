package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.consent.ConsentRule;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AtRiskConsentIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ServiceDatabase PROFILE = DATABASE.as(ServiceRole.PROFILE);
  private static final UUID MODEL = new UUID(0, 1);

  @BeforeAll
  static void annaAndBenMayLeave() {
    scored("anna", "{}");
    scored("ben", "{\"analytics\": {\"value\": true}}");
    scored("carl", "{\"analytics\": {\"value\": false}}");
  }

  @AfterAll
  static void close() {
    PROFILE.close();
  }

  @Test
  void whoHasRefusedSinceTheyWereScoredIsNoCustomerAtRisk() {
    assertThat(atRisk(ConsentRule.NOT_REQUIRED)).containsExactlyInAnyOrder("anna", "ben");
    assertThat(atRisk(new ConsentRule(true))).containsExactly("ben");
  }

  private static List<String> atRisk(ConsentRule consent) {
    return new JdbcScores(PROFILE, JsonMapper.shared(), consent)
        .atRisk(MODEL, 0.5, JdbcScores.Place.FIRST, 10).stream()
            .map(JdbcScores.AtRisk::userId)
            .toList();
  }

  private static void scored(String user, String consent) {
    UUID id = UUID.randomUUID();
    DATABASE
        .owner()
        .sql(
            """
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, features, behaviour, updated_at,
                                 consent_statements)
            values (:id, :user, now(), now(), '{}', '', now(), cast(:consent as jsonb))
            """)
        .param("id", id)
        .param("user", user)
        .param("consent", consent)
        .update();
    DATABASE
        .owner()
        .sql(
            """
            insert into predictor_score (profile_id, as_of, models, churn_probability)
            values (:id, now(), jsonb_build_object('churn', cast(:model as text)), 0.9)
            """)
        .param("id", id)
        .param("model", MODEL.toString())
        .update();
  }
}
