package io.storeloop.profile.cluster;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.events.Event;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusteringIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);
  private static final LogFixture LOG = new LogFixture(DATABASE);
  private static final String BUYING = "{\"features\": [\"orders\", \"views\"], \"k\": 3}";

  @BeforeAll
  static void aFewShoppers() {
    LOG.accept(IntStream.range(0, 12).mapToObj(i -> aView().by("early-" + i).event()).toList());
    SERVICE.catchUp();
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  @Order(1)
  void tooFewProfilesAreNoEvidence() {
    Answer answer = SERVICE.post("/v1/clusterings", BUYING);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().path("code").asString()).isEqualTo("insufficient_evidence");
    assertThat(answer.body().path("detail").asString())
        .isEqualTo("there are 12 profiles, but 30 are needed: 10 for each of 3 groups");
    assertThat(SERVICE.get("/v1/profiles/early-1").body().has("cluster")).isFalse();
  }

  @Test
  @Order(2)
  void groupsAreFoundNamedAndToldInTheProfile() {
    LOG.accept(shoppers());
    SERVICE.catchUp();

    JsonNode clustering = SERVICE.clustered(BUYING);

    assertThat(clustering.path("state").asString()).isEqualTo("finished");
    JsonNode result = clustering.path("result");
    assertThat(result.path("k").asInt()).isEqualTo(3);
    assertThat(result.path("profiles").asInt()).isEqualTo(72);
    assertThat(result.at("/silhouette/silhouette").asDouble()).isGreaterThan(0.5);
    assertThat(result.path("algorithm").asString()).isEqualTo("k-means");
    assertThat(result.path("reason").asString()).isEqualTo("3 as asked for");
    assertThat(result.path("daviesBouldin").asDouble()).isPositive();
    assertThat(result.at("/candidates/0/algorithm").asString()).isEqualTo("k-means");
    assertThat(result.path("outliers").isIntegralNumber()).isTrue();
    assertThat(result.at("/candidates/0").has("outliers")).isFalse();
    assertThat(result.at("/candidates/0/outlierShare").asDouble()).isBetween(0.0, 1.0);
    assertThat(result.at("/missing/orders").asDouble()).isZero();
    assertThat(labels(result))
        .doesNotHaveDuplicates()
        .anyMatch(label -> label.contains("frequent buyers"));
    assertThat(SERVICE.get("/v1/profiles/buyer-1").body().at("/cluster/label").asString())
        .contains("frequent buyers");
    assertThat(
            SERVICE.get("/v1/profiles?limit=1").body().at("/profiles/0/cluster/label").isString())
        .isTrue();
    assertThat(SERVICE.get("/v1/clusterings").body().at("/clusterings/0/clusteringId"))
        .isEqualTo(clustering.path("clusteringId"));
  }

  @Test
  @Order(3)
  void membersOfAGroupArePagedAndAddUp() {
    JsonNode clustering = SERVICE.get("/v1/clusterings").body().at("/clusterings/0");
    String members = "/v1/clusterings/" + clustering.path("clusteringId").asString() + "/members";

    List<String> all = new ArrayList<>();
    for (JsonNode persona : clustering.at("/result/personas")) {
      String query = "?limit=7&cluster=" + persona.path("cluster").asInt();
      JsonNode page = SERVICE.get(members + query).body();
      List<String> group = ids(page);
      while (page.has("nextCursor")) {
        page =
            SERVICE.get(members + query + "&cursor=" + page.path("nextCursor").asString()).body();
        group.addAll(ids(page));
      }
      assertThat(group).hasSize(persona.path("size").asInt());
      all.addAll(group);
    }

    assertThat(all).hasSize(72).doesNotHaveDuplicates();
    assertThat(SERVICE.get(members + "?cluster=9").body().path("code").asString())
        .isEqualTo("unknown_cluster");
  }

  @Test
  @Order(3)
  void aPlotShowsTheProfilesWithoutTheirIds() {
    JsonNode clustering = SERVICE.get("/v1/clusterings").body().at("/clusterings/0");
    String path = "/v1/clusterings/" + clustering.path("clusteringId").asString() + "/points";

    JsonNode plot = SERVICE.get(path).body();

    assertThat(plot.path("points")).hasSize(72);
    assertThat(plot.at("/points/0").propertyNames())
        .containsExactlyInAnyOrder("x", "y", "cluster", "outlier");
    // two features, two directions: nothing is lost
    assertThat(plot.at("/shares/0").asDouble() + plot.at("/shares/1").asDouble())
        .isCloseTo(1, within(0.001));
  }

  @Test
  @Order(4)
  void aShopperWhoChangesMovesToAnotherGroup() {
    String before = SERVICE.get("/v1/profiles/early-2").body().at("/cluster/label").asString();

    List<Event> bought = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      bought.add(aPurchase().by("early-2").inOrder("late-order-" + i).costing("9").event());
    }
    LOG.accept(bought);
    SERVICE.catchUp();

    assertThat(SERVICE.get("/v1/profiles/early-2").body().at("/cluster/label").asString())
        .isNotEqualTo(before)
        .contains("frequent buyers");
    assertThat(
            DATABASE
                .owner()
                .sql(
                    "select label from profile_current_cluster join profile using (profile_id) where user_id = 'early-2'")
                .query(String.class)
                .single())
        .contains("frequent buyers");
  }

  @Test
  @Order(5)
  void trainedAnewByDensityGroupsKeepTheirNames() {
    List<String> before = labels(SERVICE.get("/v1/clusterings").body().at("/clusterings/0/result"));

    JsonNode clustering =
        SERVICE.clustered("{\"features\": [\"orders\", \"views\"], \"algorithm\": \"dbscan\"}");

    assertThat(clustering.path("state").asString()).isEqualTo("finished");
    JsonNode result = clustering.path("result");
    assertThat(result.path("algorithm").asString()).isEqualTo("dbscan");
    List<String> now = labels(result);
    assertThat(now.getLast()).isEqualTo("outliers");
    assertThat(now).filteredOn(before::contains).hasSizeGreaterThanOrEqualTo(2);
    assertThat(result.at("/personas/0/keptFrom").asDouble()).isGreaterThanOrEqualTo(0.5);
    String path = "/v1/clusterings/" + clustering.path("clusteringId").asString();
    assertThat(SERVICE.get(path + "/members?outliers=true").body().path("members"))
        .hasSize(result.path("outliers").asInt());
  }

  @Test
  @Order(9)
  void whoLikesTheSameIsGroupedByAffinity() {
    List<Event> seen = new ArrayList<>();
    for (int shopper = 0; shopper < 15; shopper++) {
      for (String category : List.of("Shoes", "Hats", "Garden.Tools")) {
        seen.add(aView().by(category + "-" + shopper).with("category", "Books").event());
        for (int i = 0; i < 8 + shopper % 3; i++) {
          seen.add(aView().by(category + "-" + shopper).with("category", category).event());
        }
      }
    }
    LOG.accept(seen);
    SERVICE.catchUp();

    JsonNode result =
        SERVICE.clustered("{\"features\": [\"affinity.category\"], \"k\": 4}").path("result");

    // 72 shoppers before looked at nothing that has a category: 72 / (72 + 45)
    assertThat(result.at("/missing/affinity.category").asDouble()).isEqualTo(0.6154);
    assertThat(labels(result))
        .anyMatch(label -> label.contains("keen on Shoes"))
        .anyMatch(label -> label.contains("keen on Garden.Tools"));
    String hats = cluster("Hats-0");
    assertThat(cluster("Hats-1")).isEqualTo(hats);
    assertThat(cluster("Shoes-1")).isNotEqualTo(hats);

    List<Event> changed = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      changed.add(aView().by("Shoes-1").with("category", "Hats").event());
    }
    LOG.accept(changed);
    SERVICE.catchUp();
    assertThat(cluster("Shoes-1")).isEqualTo(hats);
  }

  @Test
  @Order(10)
  void withoutAnyShareThereIsNoEvidence() {
    JsonNode clustering = SERVICE.clustered("{\"features\": [\"affinity.brand\"], \"k\": 2}");

    assertThat(clustering.at("/failure/code").asString()).isEqualTo("insufficient_evidence");
    assertThat(clustering.at("/failure/detail").asString())
        .isEqualTo("no profile has any affinity.brand");
  }

  /** Those that found no evidence are kept as long as the others. */
  @Test
  @Order(11)
  void theLastTenTrainingsAreKeptHoweverTheyEnded() {
    for (int i = 0; i < 11; i++) {
      SERVICE.clustered("{\"features\": [\"affinity.brand\"], \"k\": 2}");
    }

    JsonNode kept =
        SERVICE
            .getUntil("/v1/clusterings", list -> list.body().path("clusterings").size() <= 10)
            .body();

    assertThat(kept.path("clusterings")).hasSize(10);
  }

  private static String cluster(String userId) {
    return SERVICE.get("/v1/profiles/" + userId).body().at("/cluster/label").asString();
  }

  @Test
  @Order(6)
  void oneTrainingAtATime() {
    DATABASE
        .owner()
        .sql(
            """
            insert into clustering (clustering_id, state, plan, step, steps_done, steps, heartbeat_at, created_at)
            values (gen_random_uuid(), 'running', '{"algorithm": "k-means", "features": ["views"], "seed": 1}', 'waiting', 0, 1, now(), now())
            """)
        .update();

    Answer whileOneRuns = SERVICE.post("/v1/clusterings", BUYING);
    DATABASE
        .owner()
        .sql(
            "update clustering set heartbeat_at = now() - interval '1 hour' where state = 'running'")
        .update();
    Answer afterItDied = SERVICE.post("/v1/clusterings", BUYING);

    assertThat(whileOneRuns.status()).isEqualTo(409);
    assertThat(whileOneRuns.body().path("code").asString()).isEqualTo("clustering_running");
    assertThat(afterItDied.status()).isEqualTo(202);
    assertThat(SERVICE.get("/v1/clusterings").body().at("/clusterings/1/failure/code").asString())
        .isEqualTo("interrupted");
    SERVICE.getUntil(
        "/v1/clusterings",
        list -> !list.body().at("/clusterings/0/state").asString().equals("running"));
  }

  @ParameterizedTest
  @Order(7)
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"features": ["orders", "shoeSize"]} | unknown_feature     | /features/1
          {"features": ["favouriteBrand"]}     | unsuitable_feature  | /features/0
          {"features": ["affinity"]}           | unsuitable_feature  | /features/0
          {"features": ["affinity.category.X"]} | unknown_feature     | /features/0
          {"features": ["views", "views"]}     | duplicate_feature   | /features/1
          {"features": []}                     | invalid_value       | /features
          {"features": [null]}                 | unknown_feature     | /features/0
          {"k": 1}                             | invalid_k           | /k
          {"k": 21}                            | invalid_k           | /k
          {"k": "many"}                        | invalid_k           | /k
          {"k": 2.5}                           | invalid_k           | /k
          {"algorithm": "guess"}               | unknown_algorithm   | /algorithm
          {"algorithm": "dbscan", "k": 3}      | invalid_k           | /k
          {"groups": 3}                        | unknown_field       | /groups
          """)
  void mistakesArePointedOut(String body, String code, String pointer) {
    Answer answer = SERVICE.post("/v1/clusterings", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asString()).isEqualTo(code);
    assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @Order(8)
  @CsvSource({
    "/v1/clusterings/018f0000-0000-7000-8000-000000000000, 404, unknown_clustering",
    "/v1/clusterings/018f0000-0000-7000-8000-000000000000/members, 404, unknown_clustering",
    "/v1/clusterings/018f0000-0000-7000-8000-000000000000/points, 404, unknown_clustering",
    "/v1/clusterings/first/points, 400, invalid_parameter",
    "/v1/clusterings/first, 400, invalid_parameter"
  })
  void unknownClusteringsAreSaidToBe(String path, int status, String code) {
    Answer answer = SERVICE.get(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("code").asString()).isEqualTo(code);
  }

  /** Twenty who look a lot, twenty who buy a lot, twenty who do neither. */
  private static List<Event> shoppers() {
    List<Event> events = new ArrayList<>();
    for (int shopper = 0; shopper < 20; shopper++) {
      for (int i = 0; i < 30 + shopper % 3; i++) {
        events.add(aView().by("looker-" + shopper).event());
        events.add(
            aPurchase()
                .by("buyer-" + shopper)
                .inOrder("order-" + shopper + "-" + i)
                .costing("20")
                .event());
      }
      events.add(aView().by("passer-" + shopper).event());
    }
    return events;
  }

  private static List<String> labels(JsonNode result) {
    List<String> labels = new ArrayList<>();
    result.path("personas").forEach(persona -> labels.add(persona.path("label").asString()));
    return labels;
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("members").forEach(member -> ids.add(member.path("profileId").asString()));
    return ids;
  }
}
