package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of the models that are kept answers. */
class PredictorActivationIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);
  private static final String ACTIVATE = "/v1/predictors/next-purchase/activate";

  private final JdbcPredictorModels models = SERVICE.bean(JdbcPredictorModels.class);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.owner().sql("delete from predictor_model").update();
  }

  @Test
  void aModelThatPassedCanBeActivatedByItsIdAlsoBehindNewerOnes() {
    UUID passed = finished(true);
    UUID newest = finished(false);

    assertProblem(SERVICE.post(ACTIVATE, null), 409, "not_better");
    Answer activated = SERVICE.post(ACTIVATE, "{\"modelId\": \"%s\"}".formatted(passed));

    assertThat(activated.status()).isEqualTo(200);
    assertThat(activated.body().path("modelId").asString()).isEqualTo(passed.toString());
    assertThat(activated.body().path("active").asBoolean()).isTrue();
    assertProblem(
        SERVICE.post(ACTIVATE, "{\"modelId\": \"%s\"}".formatted(newest)), 409, "not_better");
    assertThat(models.active(Target.NEXT_PURCHASE).orElseThrow().modelId()).isEqualTo(passed);
  }

  @Test
  void withoutAnIdTheNewestFinishedOneIsActivated() {
    finished(true);
    UUID newest = finished(true);

    for (String body : new String[] {null, "{}"}) {
      Answer activated = SERVICE.post(ACTIVATE, body);

      assertThat(activated.status()).isEqualTo(200);
      assertThat(activated.body().path("modelId").asString()).isEqualTo(newest.toString());
    }
  }

  @Test
  void anIdOfNoModelOfThisPredictorIsUnknownAndABodyIsReadStrictly() {
    UUID passed = finished(true);
    String named = "{\"modelId\": \"%s\"}";

    assertProblem(SERVICE.post(ACTIVATE, named.formatted(UUID.randomUUID())), 404, "unknown_model");
    assertProblem(
        SERVICE.post("/v1/predictors/churn/activate", named.formatted(passed)),
        404,
        "unknown_model");
    assertThat(SERVICE.post(ACTIVATE, "{\"modelId\": \"the old one\"}").status()).isEqualTo(400);
    assertThat(SERVICE.post(ACTIVATE, "{\"model\": \"%s\"}".formatted(passed)).status())
        .isEqualTo(400);
    assertThat(models.active(Target.NEXT_PURCHASE)).isEmpty();
  }

  @Test
  void whereNoneIsFinishedItIsSaidWhy() {
    UUID failed = begun();
    DATABASE
        .owner()
        .sql(
            "update predictor_model set state = 'failed', failure_code = 'insufficient_evidence', failure_detail = 'too few bought' where model_id = ?")
        .param(failed)
        .update();

    Answer answer = SERVICE.post(ACTIVATE, null);

    assertProblem(answer, 404, "unknown_model");
    assertThat(answer.body().path("detail").asString())
        .isEqualTo(
            "no training of 'next-purchase' is finished: the latest is failed, insufficient_evidence: too few bought");
    Answer named = SERVICE.post(ACTIVATE, "{\"modelId\": \"%s\"}".formatted(failed));
    assertProblem(named, 409, "not_finished");
    assertThat(named.body().path("detail").asString()).contains("too few bought");
    assertThat(SERVICE.get("/v1/predictors/churn/evaluation").body().path("detail").asString())
        .isEqualTo("no training of 'churn' is finished: none was begun");
  }

  private UUID begun() {
    UUID id = UUID.randomUUID();
    assertThat(models.begin(id, Target.NEXT_PURCHASE, 30)).isTrue();
    return id;
  }

  private UUID finished(boolean passed) {
    UUID id = begun();
    PredictorTraining.Outcome<NextPurchaseModel> outcome =
        new PredictorTraining.Outcome<>(
            new NextPurchaseModel(1, List.of(1.0, 1.0, 1.0, 1.0)), Map.of(), true, passed);
    assertThat(models.finish(id, Target.NEXT_PURCHASE, outcome, models.trainings().forgotten()))
        .isTrue();
    return id;
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("code").asString()).isEqualTo(code);
  }
}
