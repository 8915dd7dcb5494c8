package io.storeloop.profile.erasure;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clusterings by density remember of single shoppers goes with them. */
class ClusteringErasureIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(
          DATABASE, "storeloop.erasure.poll-interval=50ms", "storeloop.erasure.vacuum-pause=0s");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SHOPPERS = 50;

  private final LogFixture log = new LogFixture(DATABASE);
  private final ErasureFixture erasures = new ErasureFixture(DATABASE);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void anErasedShoppersRowsAreDroppedAndTheOthersStay() {
    log.accept(shoppers());
    SERVICE.catchUp();
    cluster();
    List<UUID> erased =
        List.of(
            Identity.user("buyer-3").profileId(), Identity.anonymous("canary-phone").profileId());
    assertThat(owners("anchor_profiles")).containsAll(erased);
    assertThat(owners("point_profiles")).hasSize(SHOPPERS).containsAll(erased);
    List<UUID> others = new ArrayList<>(owners("anchor_profiles"));
    JsonNode before = model();
    List<JsonNode> anchors = anchorsOf(others, before, erased);
    others.removeAll(erased);
    // merged after its row was remembered
    log.accept(anIdentify().by("buyer-3").on("canary-phone").event());
    SERVICE.catchUp();

    erasures.erase("buyer-3", "canary-phone");
    erasures.awaitVacuumedReceipt();

    assertThat(owners("anchor_profiles")).isEqualTo(others);
    assertThat(anchors(model())).isEqualTo(anchors);
    assertThat(model().at("/groups/anchorGroups")).hasSize(anchors.size());
    assertThat(owners("point_profiles")).hasSize(SHOPPERS - 2).doesNotContainAnyElementsOf(erased);
    assertThat(erasures.count("clustering, jsonb_array_elements(points -> 'points')"))
        .isEqualTo(SHOPPERS - 2);
    assertThat(
            DATABASE
                .owner()
                .sql("select counts ->> 'clusterings' from profile_erasure_receipt")
                .query(String.class)
                .single())
        .isEqualTo("1");
    // placed by what is left: who has come to five views with those of five
    log.accept(aView().by("visitor-2").event());
    SERVICE.catchUp();
    assertThat(SERVICE.get("/v1/profiles/visitor-1").body().at("/cluster/label").asString())
        .isEqualTo(SERVICE.get("/v1/profiles/visitor-2").body().at("/cluster/label").asString());
  }

  /** Dense places of shoppers with the same numbers; the device looks like one of the visitors. */
  private static List<Event> shoppers() {
    List<Event> events = new ArrayList<>();
    for (int shopper = 0; shopper < SHOPPERS / 2; shopper++) {
      for (int i = 0; i < 20 + shopper % 2; i++) {
        events.add(
            aPurchase()
                .by("buyer-" + shopper)
                .inOrder("order-" + shopper + "-" + i)
                .costing("9")
                .event());
      }
      for (int i = 0; i < 4 + shopper % 2; i++) {
        events.add(
            shopper == 0
                ? aView().on("canary-phone").event()
                : aView().by("visitor-" + shopper).event());
      }
    }
    return events;
  }

  private static void cluster() {
    JsonNode clustering =
        SERVICE.clustered("{\"features\": [\"orders\", \"views\"], \"algorithm\": \"dbscan\"}");
    assertThat(clustering.path("state").asString()).as("%s", clustering).isEqualTo("finished");
  }

  private static List<UUID> owners(String column) {
    return DATABASE
        .owner()
        .sql("select unnest(" + column + ") from clustering")
        .query(UUID.class)
        .list();
  }

  private static JsonNode model() {
    return JSON.readTree(
        DATABASE.owner().sql("select model::text from clustering").query(String.class).single());
  }

  private static List<JsonNode> anchors(JsonNode model) {
    return new ArrayList<>(model.at("/groups/anchors").values());
  }

  private static List<JsonNode> anchorsOf(List<UUID> owners, JsonNode model, List<UUID> without) {
    List<JsonNode> all = anchors(model);
    List<JsonNode> kept = new ArrayList<>();
    for (int anchor = 0; anchor < all.size(); anchor++) {
      if (!without.contains(owners.get(anchor))) {
        kept.add(all.get(anchor));
      }
    }
    return kept;
  }
}
