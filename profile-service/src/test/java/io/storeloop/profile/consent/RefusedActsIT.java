package io.storeloop.profile.consent;

import static io.storeloop.common.ids.SignatureFixture.signatureOf;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.EventFixture;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a shopper refused to have counted when it happened, conditions do not count either. */
class RefusedActsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(DATABASE, "storeloop.identity.secret=" + SignatureFixture.SECRET);
  private static final Map<String, Boolean> NO = Map.of("analytics", false);
  private static final Map<String, Boolean> YES = Map.of("analytics", true);

  private final LogFixture log = new LogFixture(DATABASE);
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");

  @BeforeAll
  static void segments() {
    for (int views = 1; views <= 4; views++) {
      SERVICE.post(
          "/v1/segments",
          "{\"id\": \"viewed-%1$d\", \"name\": \"%1$d views\", \"condition\": {\"performed\": {\"type\": \"view\", \"count\": %1$d}}}"
              .formatted(views));
    }
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void whoRefusedBeforeTheyLookedIsNotAViewer() {
    send(anIdentify().by("dora").with("consent", NO));
    send(aView().by("dora"), aView().by("dora"), aView().by("dora"));

    assertThat(counted("dora")).isZero();
  }

  @Test
  void whatHappenedBetweenARefusalAndAGrantIsNeverCounted() {
    send(aView().by("carl"));
    send(aView().by("carl").with("consent", NO), aView().by("carl"));
    send(aView().by("carl"), aView().by("carl").with("consent", YES));
    send(aView().by("carl"));
    send(aView().by("carl").with("consent", NO));

    assertThat(counted("carl")).isEqualTo(3);
  }

  @Test
  void whatAnEventSaysItselfCountsForIt() {
    send(aView().by("emil").with("consent", NO));
    now = now.minus(Duration.ofDays(1));
    send(aView().by("emil").with("consent", YES));
    send(aView().by("emil"));

    assertThat(counted("emil")).isEqualTo(1);
  }

  @Test
  void aDeviceThatIsTakenOutAgainDoesNotBringWhatItsUserHadRefused() {
    send(aView().on("fays-phone"), anIdentify().by("fay").on("fays-phone").with("consent", NO));
    send(aView().on("fays-phone"), aView().on("fays-phone"));
    JsonNode edge = SERVICE.get("/v1/profiles/fay/identity").body().at("/edges/0");

    SERVICE.send("DELETE", "/v1/profiles/fay/identity/" + edge.path("edgeId").asString(), null);
    int apart = counted("fays-phone");
    send(aView().on("fays-phone"));

    assertThat(apart).isEqualTo(1);
    assertThat(counted("fays-phone")).isEqualTo(2);
    assertThat(counted("fay")).isZero();
  }

  @Test
  void aSecondDeviceBringsWhatItDidBeforeItsUserRefusedForIt() {
    send(anIdentify().by("gina").with("consent", NO), aView().on("ginas-tv"));
    send(
        anIdentify().by("gina").on("ginas-tv").with("identitySignature", signatureOf("gina")),
        aView().on("ginas-tv"));

    assertThat(counted("gina")).isEqualTo(1);
  }

  @Test
  void aRebuildFindsTheSameRefusals() {
    send(aView().by("hugo"), aView().by("hugo").with("consent", NO), aView().by("hugo"));
    String before = refusals();

    DATABASE
        .owner()
        .sql(
            """
            begin;
            delete from profile_refusal;
            delete from profile_identity;
            delete from profile_identity_edge where state <> 'undone';
            delete from profile;
            update profile_cursor set tx = '0', id = 0, applied = 0, forgotten = forgotten + 1;
            commit;
            """)
        .update();
    SERVICE.catchUp();

    assertThat(counted("hugo")).isEqualTo(1);
    assertThat(refusals()).contains("hugo").isEqualTo(before);
  }

  /** An hour apart, in one transaction. */
  private void send(EventFixture... events) {
    for (EventFixture event : events) {
      now = now.plus(Duration.ofHours(1));
      log.accept(event.at(now).event());
    }
    SERVICE.catchUp();
  }

  /** As features and conditions say, which must be the same. */
  private static int counted(String id) {
    JsonNode profile = SERVICE.get("/v1/profiles/" + id).body();
    int views = profile.at("/features/views").asInt();
    assertThat(profile.path("segments").toString())
        .isEqualTo(views == 0 ? "[]" : "[\"viewed-" + views + "\"]");
    return views;
  }

  private static String refusals() {
    return DATABASE
        .owner()
        .sql(
            "select string_agg(r::text, ' ' order by r::text) from profile_refusal r where value = 'hugo'")
        .query(String.class)
        .single();
  }
}
