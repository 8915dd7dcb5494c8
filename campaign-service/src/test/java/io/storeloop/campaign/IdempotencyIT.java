package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.campaign.delivery.SendingCampaigns;
import io.storeloop.common.schema.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdempotencyIT {
  private static final String DRAFT =
      "{\"name\": \"Once\", \"placements\": [\"nowhere\"], \"offers\": [{\"title\": \"Hello\"}]}";

  private final RunningCampaignService service = RunningCampaignService.shared();

  private Answer post(String path, String body, String key) {
    return service.send("POST", path, body, TestDatabase.SECRET_KEY, "Idempotency-Key", key);
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  @Test
  void theSameCallHasOneEffectAndOneAnswer() {
    String key = newKey();

    Answer first = post("/v1/campaigns", DRAFT, key);
    Answer second = post("/v1/campaigns", DRAFT, key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.raw().body()).isEqualTo(first.raw().body());
    assertThat(second.raw().headers().firstValue("Location"))
        .isPresent()
        .isEqualTo(first.raw().headers().firstValue("Location"));
    assertThat(second.raw().headers().firstValue("ETag")).contains("\"0\"");
    assertThat(first.raw().headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(second.raw().headers().firstValue("Idempotency-Replayed")).contains("true");
  }

  @Test
  void theSameKeyForAnotherCallIsRefused() {
    String key = newKey();
    String id = post("/v1/campaigns", DRAFT, key).body().path("campaignId").asString();

    Answer otherBody = post("/v1/campaigns", DRAFT.replace("Once", "Twice"), key);
    Answer otherPath = post("/v1/campaigns/" + id + "/start", null, key);

    assertThat(otherBody.status()).isEqualTo(422);
    assertThat(otherBody.code()).isEqualTo("idempotency_key_reused");
    assertThat(otherPath.code()).isEqualTo("idempotency_key_reused");
    assertThat(service.get("/v1/campaigns/" + id).body().path("state").asString())
        .isEqualTo("draft");
  }

  @Test
  void aRefusalIsRepeatedToo() {
    String key = newKey();

    Answer first = post("/v1/campaigns", "{}", key);
    Answer second = post("/v1/campaigns", "{}", key);

    assertThat(first.status()).isEqualTo(400);
    assertThat(second.status()).isEqualTo(400);
    assertThat(second.raw().body()).isEqualTo(first.raw().body());
    assertThat(second.raw().headers().firstValue("Content-Type"))
        .contains("application/problem+json");
  }

  @Test
  void ofManyAtOnceOneActsAndNobodyElse() throws Exception {
    String key = newKey();
    String name = "Many " + key;
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> post("/v1/campaigns", DRAFT.replace("Once", name), key));
    }

    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        statuses.add(answer.get().status());
      }
    }

    assertThat(statuses).containsOnlyElementsOf(List.of(201, 409)).contains(201);
    assertThat(
            service
                .database
                .owner()
                .sql("select count(*) from campaign where name = :name")
                .param("name", name)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aDecisionIsRepeatedWithItsId() {
    service.runningCampaign(
        "{\"name\": \"Repeat\", \"placements\": [\"repeat\"], \"holdoutShare\": 0, \"offers\": [{\"title\": \"Hi\"}]}");
    String key = newKey();
    String question = "{\"userId\": \"repeat-anna\", \"placement\": \"repeat\"}";

    Answer first = post("/v1/decisions", question, key);
    Answer second = post("/v1/decisions", question, key);

    assertThat(second.body().path("decisionId").asString())
        .isNotEmpty()
        .isEqualTo(first.body().path("decisionId").asString());
  }

  @Test
  void whatIsTooOldIsForgotten() {
    String key = newKey();
    Answer first = post("/v1/campaigns", DRAFT, key);
    service
        .database
        .owner()
        .sql("update campaign_idempotency set begun_at = begun_at - interval '25 hours'")
        .update();

    Answer second = post("/v1/campaigns", DRAFT, key);

    assertThat(second.body().path("campaignId").asString())
        .isNotEqualTo(first.body().path("campaignId").asString());
  }

  @Test
  void whatIsDoneIsAnsweredAndNotDoneAgainAlsoIfTheAnswerCannotBeKept() {
    service
        .database
        .owner()
        .sql(
            """
            create function keeps_nothing() returns trigger language plpgsql as
              $$ begin raise exception 'the disk is full'; end $$;
            create trigger keeps_nothing before update on campaign_idempotency for each row
              when (new.answer like '%Unkept%') execute function keeps_nothing()
            """)
        .update();
    String key = newKey();
    String draft = DRAFT.replace("Once", "Unkept");

    Answer first = post("/v1/campaigns", draft, key);
    Answer second = post("/v1/campaigns", draft, key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.code()).isEqualTo("idempotency_key_under_way");
    assertThat(count("campaign where name = 'Unkept'")).isEqualTo(1);
  }

  @Test
  void aSecretIsNotKeptAndTheCallHasNoSecondEffect() {
    String key = newKey();
    String webhook = "{\"name\": \"Kept secret\", \"url\": \"https://crm.shop.example/\"}";

    Answer first = post("/v1/webhooks", webhook, key);
    Answer second = post("/v1/webhooks", webhook, key);
    String rotate = "/v1/webhooks/" + first.body().path("webhookId").asString() + "/rotate";
    String rotation = newKey();
    Answer rotated = post(rotate, null, rotation);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("idempotency_answer_secret");
    assertThat(post(rotate, null, rotation).code()).isEqualTo("idempotency_answer_secret");
    assertThat(count("campaign_webhook where name = 'Kept secret'")).isEqualTo(1);
    for (Answer told : List.of(first, rotated)) {
      String secret = told.body().path("secret").asString();
      assertThat(secret).startsWith("whsec_");
      assertThat(count("campaign_idempotency where answer like '%" + secret + "%'")).isZero();
    }
  }

  @Test
  void oldAnswersGoAlsoWhenNobodyCalls() {
    post("/v1/campaigns", DRAFT.replace("Once", "Aged"), newKey());
    service
        .database
        .owner()
        .sql(
            "update campaign_idempotency set begun_at = begun_at - interval '25 hours' where answer like '%Aged%'")
        .update();

    SendingCampaigns.await(() -> count("campaign_idempotency where answer like '%Aged%'") == 0);
  }

  private long count(String from) {
    return service.database.owner().sql("select count(*) from " + from).query(Long.class).single();
  }

  @Test
  void aKeyThatIsNoneIsToldSo() {
    Answer answer = post("/v1/campaigns", DRAFT, "a".repeat(256));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_idempotency_key");
  }
}
