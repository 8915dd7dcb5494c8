package io.storeloop.profile.uplift;

import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.events.Event;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class UpliftIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(DATABASE, "storeloop.profile.uplift.splits=2");
  private static final Instant DECIDED =
      Instant.now().minus(Duration.ofDays(20)).truncatedTo(ChronoUnit.MILLIS);
  private static final int SHOPPERS = 2_400;
  private static final UUID MOVING = new UUID(0, 1);
  private static final UUID EVEN = new UUID(0, 2);
  private static final UUID UNDECIDED = new UUID(0, 3);
  private static final UUID PRICED = new UUID(0, 4);

  @BeforeAll
  static void shop() {
    List<Event> events = new ArrayList<>();
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      for (int day = 1; day <= (isReader(shopper) ? 6 : 1); day++) {
        Instant at = DECIDED.minus(Duration.ofDays(day));
        events.add(aView().by("shopper-" + shopper).of("item-" + day).at(at).received(at).event());
      }
    }
    new LogFixture(DATABASE).accept(events);
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> SERVICE.get("/v1/profiles/progress").body().path("caughtUp").asBoolean(false));
    campaign(MOVING, 0.4);
    campaign(EVEN, 0);
    campaign(PRICED, 0.88);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void aReliableRankingAnswersInProfilesUntilItIsTakenBack() {
    JsonNode training = trained(MOVING);

    assertThat(training.path("state").asString()).as("%s", training).isEqualTo("finished");
    assertThat(training.path("verdict").asString()).isEqualTo("reliable_uplift_ranking");
    assertThat(published()).doesNotContain(MOVING);
    Answer activated = SERVICE.post(of(MOVING) + "/activate", null);
    assertThat(activated.body().path("active").asBoolean()).isTrue();
    assertThat(published()).contains(MOVING);

    JsonNode card = SERVICE.get(of(MOVING) + "/evaluation").body().path("card");
    assertThat(card.at("/data/shoppers").asInt()).isEqualTo(SHOPPERS);
    assertThat(card.at("/judged/metrics/auucOverRandomInterval/0").asDouble()).isPositive();
    assertThat(card.at("/judged/metrics/topUplift").asDouble()).isCloseTo(0.4, within(0.12));
    assertThat(card.at("/judged/auuc").asString()).contains("integral");
    assertThat(uplift("shopper-0")).isCloseTo(0.4, within(0.12));
    // told as of now, 20 days after what was learned from: the order is what holds
    assertThat(uplift("shopper-1")).isLessThan(uplift("shopper-0"));

    Answer back = SERVICE.post(of(MOVING) + "/rollback", null);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body().has("active")).isFalse();
    assertThat(published()).doesNotContain(MOVING);
    assertThat(SERVICE.post(of(MOVING) + "/rollback", null).body().path("code").asString())
        .isEqualTo("nothing_active");
  }

  @Test
  void targetingByARankingThatIsNotReliableIsRefused() {
    JsonNode training = trained(EVEN);

    assertThat(training.path("verdict").asString()).isEqualTo("no_reliable_uplift_ranking");
    Answer refused = SERVICE.post(of(EVEN) + "/activate", null);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asString()).isEqualTo("not_better");
    assertThat(SERVICE.get(of(EVEN)).body().has("active")).isFalse();
  }

  @Test
  void withoutEvidenceTheMissingIsNamed() {
    JsonNode training = trained(UNDECIDED);

    assertThat(training.path("state").asString()).isEqualTo("failed");
    assertThat(training.at("/failure/code").asString()).isEqualTo("insufficient_evidence");
    assertThat(SERVICE.post(of(UNDECIDED) + "/activate", null).status()).isEqualTo(404);
    Answer nameless = SERVICE.post("/v1/predictors/uplift/trainings", "{}");
    assertThat(nameless.status()).isEqualTo(400);
    assertThat(nameless.body().at("/errors/0/pointer").asString()).isEqualTo("/campaignId");
  }

  @Test
  void whereGoalsAreWorthMoneyTheProfileTellsMoney() {
    JsonNode training =
        trained(
            """
            {"campaignId": "%s", "goalWorth": {"withCampaign": 8, "without": 12}}
            """
                .formatted(PRICED));

    assertThat(training.path("verdict").asString()).isEqualTo("reliable_uplift_ranking");
    SERVICE.post(of(PRICED) + "/activate", null);
    JsonNode reader = told("shopper-0", PRICED);
    assertThat(reader.path("unit").asString()).isEqualTo("worth");
    // bought at 0.98 with it and at 0.1 without; the others at 0.5 either way
    assertThat(reader.path("value").asDouble()).isCloseTo(8 * 0.98 - 12 * 0.1, within(1.5));
    // told as of now, 20 days after what was learned from: the order is what holds
    assertThat(told("shopper-1", PRICED).path("value").asDouble())
        .isLessThan(reader.path("value").asDouble());
    JsonNode card = SERVICE.get(of(PRICED) + "/evaluation").body().path("card");
    assertThat(card.at("/goalWorth/withCampaign").asDouble()).isEqualTo(8);
    SERVICE.post(of(PRICED) + "/rollback", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"withCampaign": 8}                    | missing_value | /goalWorth/without
          {"without": 8}                         | missing_value | /goalWorth/withCampaign
          {"withCampaign": 8, "without": 0}      | invalid_value | /goalWorth/without
          {"withCampaign": 8, "without": 1e10}   | invalid_value | /goalWorth/without
          {"withCampaign": -1e10, "without": 8}  | invalid_value | /goalWorth/withCampaign
          {"withCampaign": "a", "without": 8}    | wrong_type    | /goalWorth/withCampaign
          {"withCampaign": 8, "without": 8, "x": 1} | unknown_field | /goalWorth/x
          """)
  void whatNoGoalCanBeWorthIsRefused(String worth, String code, String pointer) {
    Answer refused =
        SERVICE.post(
            "/v1/predictors/uplift/trainings",
            "{\"campaignId\": \"%s\", \"goalWorth\": %s}".formatted(PRICED, worth));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo(code);
    assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
  }

  private static boolean isReader(int shopper) {
    return shopper % 3 == 0;
  }

  private static String of(UUID campaign) {
    return "/v1/predictors/uplift/campaigns/" + campaign;
  }

  private static double uplift(String shopper) {
    return told(shopper, MOVING).path("value").asDouble();
  }

  private static JsonNode told(String shopper, UUID campaign) {
    JsonNode said =
        SERVICE
            .get("/v1/profiles/" + shopper)
            .body()
            .path("predictions")
            .path("uplift." + campaign);
    assertThat(said.path("state").asString()).isEqualTo("predicted");
    return said;
  }

  private static List<UUID> published() {
    return DATABASE
        .owner()
        .sql("select campaign_id from uplift_campaign_v1")
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Trainings run one at a time, so one of another test may be under way. */
  private static JsonNode trained(UUID campaign) {
    return trained("{\"campaignId\": \"%s\"}".formatted(campaign));
  }

  private static JsonNode trained(String request) {
    Answer begun =
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () -> SERVICE.post("/v1/predictors/uplift/trainings", request),
                answer -> answer.status() != 409);
    assertThat(begun.status()).isEqualTo(202);
    String path = "/v1/predictors/uplift/trainings/" + begun.body().path("modelId").asString();
    return Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .until(
            () -> SERVICE.get(path).body(),
            training -> !training.path("state").asString().equals("running"));
  }

  /** Readers are moved by the effect; the others buy more often anyway. */
  private static void campaign(UUID id, double effect) {
    DATABASE
        .owner()
        .sql(
            """
            insert into campaign (id, version, state, name, placements, condition, priority, holdout_share, goal_window_days,
                                  salt, created_at)
            values (?, 0, 'ended', 'Mail', '{home}', '{}', 0, 0.5, 7, 'salt', now())
            """)
        .param(id)
        .update();
    var random = new SplittableRandom(5);
    String[] shoppers = new String[SHOPPERS];
    Boolean[] treated = new Boolean[SHOPPERS];
    Boolean[] converted = new Boolean[SHOPPERS];
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      shoppers[shopper] = "shopper-" + shopper;
      treated[shopper] = random.nextBoolean();
      double rate =
          (isReader(shopper) ? 0.1 : 0.5) + (isReader(shopper) && treated[shopper] ? effect : 0);
      converted[shopper] = random.nextDouble() < rate;
    }
    DATABASE
        .owner()
        .sql(
            """
            insert into decision (id, decided_at, user_id, placement, campaign_id, offer_id, held_out, treatment_probability,
                                  as_of, inputs, reasons, context)
            select gen_random_uuid(), cast(:at as timestamptz), shopper, 'home', :campaign, case when treated then 'mail' end,
                   not treated, 0.5, now(), '{}', '[]', '{}'
            from unnest(cast(:shoppers as text[]), cast(:treated as boolean[])) as t (shopper, treated)
            """)
        .param("at", DECIDED.toString())
        .param("campaign", id)
        .param("shoppers", shoppers)
        .param("treated", treated)
        .update();
    DATABASE
        .owner()
        .sql(
            """
            insert into conversion (campaign_id, shopper, decision_id, converted_at, after_exposure)
            select d.campaign_id, 'u:' || d.user_id, d.id, cast(:at as timestamptz), false
            from decision d
              join unnest(cast(:shoppers as text[]), cast(:converted as boolean[])) as t (shopper, converted)
                on t.shopper = d.user_id
            where d.campaign_id = :campaign and t.converted
            """)
        .param("at", DECIDED.plus(Duration.ofDays(2)).toString())
        .param("campaign", id)
        .param("shoppers", shoppers)
        .param("converted", converted)
        .update();
  }
}
