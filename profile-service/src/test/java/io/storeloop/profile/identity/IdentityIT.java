package io.storeloop.profile.identity;

import static io.storeloop.common.ids.SignatureFixture.signatureOf;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class IdentityIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(DATABASE, "storeloop.identity.secret=" + SignatureFixture.SECRET);

  private final LogFixture log = new LogFixture(DATABASE);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void everyMergeIsAnEdgeWithItsEvidence() {
    log.accept(
        aView().on("annas-phone").event(),
        anIdentify()
            .called("sign-up")
            .by("anna")
            .on("annas-phone")
            .at("2026-03-01T11:00:00Z")
            .event(),
        anIdentify().called("forged").by("anna").on("thiefs-laptop").event());
    SERVICE.catchUp();

    JsonNode phone = edge("anna", "annas-phone");
    JsonNode laptop = edge("anna", "thiefs-laptop");

    assertThat(phone.path("state").asString()).isEqualTo("merged");
    assertThat(phone.path("because").asString()).isEqualTo("new_user");
    assertThat(phone.path("evidence").toString())
        .isEqualTo("{\"messageId\":\"sign-up\",\"timestamp\":\"2026-03-01T11:00:00Z\"}");
    assertThat(phone.path("since").asString()).isNotEmpty();
    assertThat(phone.path("sharedDevice").asBoolean()).isFalse();
    assertThat(laptop.path("state").asString()).isEqualTo("refused");
    assertThat(laptop.path("because").asString()).isEqualTo("unsigned");
  }

  @Test
  void anUndoneMergeGivesTheDeviceBack() {
    log.accept(
        aView().on("bens-phone").event(),
        anIdentify().by("ben").on("bens-phone").event(),
        aView().on("bens-phone").event(),
        aView().by("ben").event());
    SERVICE.catchUp();
    String path =
        "/v1/profiles/ben/identity/" + edge("ben", "bens-phone").path("edgeId").asString();

    Answer undone = SERVICE.send("DELETE", path, null);
    Answer again = SERVICE.send("DELETE", path, null);
    log.accept(
        anIdentify()
            .by("ben")
            .on("bens-phone")
            .with("identitySignature", signatureOf("ben"))
            .event());
    SERVICE.catchUp();

    assertThat(undone.status()).isEqualTo(200);
    assertThat(undone.body().path("state").asString()).isEqualTo("undone");
    assertThat(again).isEqualTo(undone);
    assertThat(views("ben")).isEqualTo(1);
    assertThat(views("bens-phone")).isEqualTo(2);
    assertThat(
            DATABASE
                .owner()
                .sql(
                    "select user_id from profile_undone_identity_v1 where anonymous_id = 'bens-phone' and tx > '0'")
                .query(String.class)
                .list())
        .containsExactly("ben");
    assertThat(edge("ben", "bens-phone").path("because").asString()).isEqualTo("new_user");
  }

  @Test
  void aSharedDeviceIsNamedAndLeadsToNobody() {
    log.accept(
        aView().on("family-tablet").event(),
        anIdentify().by("carla").on("family-tablet").event(),
        anIdentify()
            .by("dora")
            .on("family-tablet")
            .with("context", Map.of("identitySignature", signatureOf("dora")))
            .event());
    SERVICE.catchUp();

    Answer unclaimed = SERVICE.get("/v1/profiles/family-tablet");
    log.accept(aView().on("family-tablet").event());
    SERVICE.catchUp();

    assertThat(unclaimed.status()).isEqualTo(404);
    assertThat(views("carla")).isEqualTo(1);
    assertThat(views("dora")).isZero();
    assertThat(views("family-tablet")).isEqualTo(1);
    assertThat(edge("carla", "family-tablet").path("sharedDevice").asBoolean()).isTrue();
    assertThat(edge("dora", "family-tablet").path("because").asString()).isEqualTo("shared_device");
    assertThat(edge("dora", "family-tablet").path("usersOfDevice").asInt()).isEqualTo(2);
    assertThat(SERVICE.get("/v1/profiles/family-tablet/identity").body().path("edges")).hasSize(2);
  }

  @Test
  void aRefusedEdgeHasNothingToUndo() {
    log.accept(aView().by("emil").event(), aView().by("emil").on("emils-phone").event());
    SERVICE.catchUp();

    Answer answer =
        SERVICE.send(
            "DELETE",
            "/v1/profiles/emil/identity/" + edge("emil", "emils-phone").path("edgeId").asString(),
            null);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().path("code").asString()).isEqualTo("edge_not_merged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-uuid", "00000000-0000-0000-0000-000000000001", "%27%3B--"})
  void anEdgeThatTheUserDoesNotHaveIsUnknown(String edgeId) {
    Answer answer = SERVICE.send("DELETE", "/v1/profiles/anna/identity/" + edgeId, null);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("code").asString()).isEqualTo("unknown_identity_edge");
  }

  @Test
  void pagesAreCutAndBadOnesRefused() {
    for (int i = 0; i < 3; i++) {
      log.accept(
          anIdentify()
              .by("fay")
              .on("fays-device-" + i)
              .with("identitySignature", signatureOf("fay"))
              .event());
    }
    SERVICE.catchUp();

    JsonNode first = SERVICE.get("/v1/profiles/fay/identity?limit=2").body();
    JsonNode second =
        SERVICE
            .get("/v1/profiles/fay/identity?limit=2&cursor=" + first.path("nextCursor").asString())
            .body();

    assertThat(first.path("edges")).hasSize(2);
    assertThat(second.path("edges")).hasSize(1);
    assertThat(second.has("nextCursor")).isFalse();
    assertThat(code("/v1/profiles/fay/identity?limit=0")).isEqualTo("invalid_limit");
    assertThat(code("/v1/profiles/fay/identity?cursor=x")).isEqualTo("invalid_cursor");
    assertThat(code("/v1/profiles/nobody/identity")).isEqualTo("unknown_profile");
  }

  @Test
  void whatASharedDeviceDidBeforeItWasSharedIsTheFirstUsersInConditionsToo() {
    for (var event :
        List.of(
            aView().on("shared-tablet").event(),
            anIdentify().by("first-fay").on("shared-tablet").event(),
            aView().on("shared-tablet").event(),
            anIdentify().by("second-sam").on("shared-tablet").event(),
            aView().on("shared-tablet").event())) {
      log.accept(event);
    }
    SERVICE.catchUp();

    assertThat(viewers(2)).containsExactly("first-fay");
    assertThat(SERVICE.get("/v1/profiles/first-fay").body().at("/features/views").asInt())
        .isEqualTo(2);
    assertThat(SERVICE.get("/v1/profiles/shared-tablet").body().at("/features/views").asInt())
        .isEqualTo(1);
    assertThat(viewers(1)).doesNotContain("first-fay", "second-sam");
  }

  /** Users of this test who have looked at so many items. */
  private static List<String> viewers(int views) {
    JsonNode sample =
        SERVICE
            .post(
                "/v1/segments/preview",
                "{\"condition\": {\"performed\": {\"type\": \"view\", \"count\": %d}, \"userId\": {\"$in\": [\"first-fay\", \"second-sam\"]}}}"
                    .formatted(views))
            .body()
            .path("sample");
    List<String> users = new ArrayList<>();
    sample.forEach(user -> users.add(user.asString()));
    return users;
  }

  @Test
  void aWriteKeyReadsAndUndoesNothing() {
    for (String path :
        new String[] {"/v1/profiles/anna", "/v1/profiles", "/v1/profiles/anna/identity"}) {
      assertThat(SERVICE.getAs(TestDatabase.WRITE_KEY, path).body().path("code").asString())
          .isEqualTo("secret_key_needed");
    }
  }

  private static String code(String path) {
    return SERVICE.get(path).body().path("code").asString();
  }

  private static int views(String id) {
    return SERVICE.get("/v1/profiles/" + id).body().at("/features/views").asInt();
  }

  private static JsonNode edge(String userId, String device) {
    JsonNode edges = SERVICE.get("/v1/profiles/" + userId + "/identity").body().path("edges");
    for (JsonNode edge : edges) {
      if (edge.path("anonymousId").asString().equals(device)) {
        return edge;
      }
    }
    throw new AssertionError("no edge of " + device + " in " + edges);
  }
}
