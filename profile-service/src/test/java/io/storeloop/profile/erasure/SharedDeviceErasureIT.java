package io.storeloop.profile.erasure;

import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.EventFixture;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A device that two users shared stays shared when the second one is erased. */
class SharedDeviceErasureIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(
          DATABASE, "storeloop.erasure.poll-interval=50ms", "storeloop.erasure.vacuum-pause=0s");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final LogFixture log = new LogFixture(DATABASE);
  private final ErasureFixture erasures = new ErasureFixture(DATABASE);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void theDeviceDoesNotBecomeTheFirstUsersAgain() {
    send(
        anIdentify().by("anna").on("tablet"),
        aView().of("shoes").on("tablet"),
        aView().of("shoes").on("tablet"));
    send(anIdentify().by("ben").on("tablet"), aView().of("shoes").on("tablet"));
    erasures.erase("ben");
    erasures.awaitVacuumedReceipt();

    send(aView().of("shoes").on("tablet"), aView().of("shoes").on("tablet"));

    assertThat(views("anna")).isEqualTo(2);
    assertThat(views("tablet")).isEqualTo(3);
    assertThat(viewers("shoes", 2)).containsExactly("anna");
    assertThat(viewers("shoes", 3)).containsExactly("a device");
    assertThat(edge("anna", "tablet").path("sharedDevice").asBoolean()).isTrue();
    assertThat(viewsOfThePast("anna")).isEqualTo(2);
  }

  @Test
  void aThirdUserDoesNotLeaveItHalfShared() {
    send(
        anIdentify().by("carla").on("kiosk"),
        aView().of("socks").on("kiosk"),
        aView().of("socks").on("kiosk"));
    send(anIdentify().by("dora").on("kiosk"), aView().of("socks").on("kiosk"));
    send(anIdentify().by("emil").on("kiosk"));
    erasures.erase("dora");
    erasures.awaitVacuumedReceipt();

    send(
        aView().of("socks").on("kiosk"),
        anIdentify().by("fay").on("kiosk"),
        aView().of("socks").on("kiosk"));

    assertThat(views("carla")).isEqualTo(2);
    assertThat(views("kiosk")).isEqualTo(3);
    assertThat(viewers("socks", 2)).containsExactly("carla");
    assertThat(viewers("socks", 3)).containsExactly("a device");
    assertThat(viewsOfThePast("carla")).isEqualTo(2);
    assertThat(sharedDevicesOf("carla")).containsExactly("kiosk");
  }

  @Test
  void aRebuildFromTheLogThatNamesTheSecondUserNoMoreKeepsItShared() {
    send(anIdentify().by("gina").on("till"), aView().on("till"));
    send(anIdentify().by("hugo").on("till"), aView().on("till"), aView().by("gina").on("till"));
    erasures.erase("hugo");
    erasures.awaitVacuumedReceipt();

    DATABASE
        .owner()
        .sql(
            """
            begin;
            delete from profile_identity;
            delete from profile_identity_edge;
            delete from profile;
            update profile_cursor set tx = '0', id = 0, applied = 0, forgotten = forgotten + 1;
            commit;
            """)
        .update();
    SERVICE.catchUp();

    assertThat(views("gina")).isEqualTo(2);
    assertThat(views("till")).isEqualTo(1);
    assertThat(edge("gina", "till").path("state").asString()).isEqualTo("merged");
    assertThat(edge("gina", "till").path("sharedDevice").asBoolean()).isTrue();
  }

  @Test
  void erasingTheFirstUserForgetsTheDevice() {
    send(anIdentify().by("ida").on("idas-notebook"), aView().on("idas-notebook"));
    send(anIdentify().by("jan").on("idas-notebook"));

    erasures.erase("ida", "idas-notebook");
    erasures.awaitVacuumedReceipt();

    assertThat(erasures.count("profile_sharing where anonymous_id = 'idas-notebook'")).isZero();
    assertThat(SERVICE.get("/v1/profiles/idas-notebook").status()).isEqualTo(404);
  }

  /** One transaction each, an hour apart. */
  private void send(EventFixture... events) {
    for (EventFixture event : events) {
      Instant at =
          START.plus(Duration.ofHours(erasures.count("event") + 10 * erasures.count("erasure")));
      log.accept(event.at(at).event());
    }
    SERVICE.catchUp();
  }

  private static int views(String id) {
    return SERVICE.get("/v1/profiles/" + id).body().at("/features/views").asInt();
  }

  private static int viewsOfThePast(String userId) {
    Answer past =
        SERVICE.post(
            "/v1/profiles/as-of",
            "{\"shoppers\": [{\"userId\": \"%s\", \"moments\": [\"2026-06-01T00:00:00Z\"]}]}"
                .formatted(userId));
    return past.body().at("/shoppers/0/moments/0/profile/features/views").asInt();
  }

  /** Who has looked at an item so many times. */
  private static List<String> viewers(String item, int times) {
    JsonNode preview =
        SERVICE
            .post(
                "/v1/segments/preview",
                "{\"condition\": {\"performed\": {\"type\": \"view\", \"where\": {\"itemId\": \"%s\"}, \"count\": %d}}}"
                    .formatted(item, times))
            .body();
    List<String> ids = new ArrayList<>();
    preview.path("sample").forEach(user -> ids.add(user.asString()));
    while (ids.size() < preview.path("size").asInt()) {
      ids.add("a device");
    }
    return ids;
  }

  private static List<String> sharedDevicesOf(String userId) {
    try (ServiceDatabase recommendation = DATABASE.as(ServiceRole.RECOMMENDATION)) {
      return recommendation
          .jdbc()
          .sql("select anonymous_id from profile_shared_device_v1 where user_id = ?")
          .param(userId)
          .query(String.class)
          .list();
    }
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
