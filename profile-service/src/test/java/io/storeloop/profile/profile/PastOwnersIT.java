package io.storeloop.profile.profile;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whose an act was at a moment of the past, in features and in segments. */
class PastOwnersIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(DATABASE, "storeloop.identity.secret=" + SignatureFixture.SECRET);
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final LogFixture log = new LogFixture(DATABASE);

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
  void aDeviceIsItsOwnThenItsUsersThenItsOwnWithoutWhatItDidBefore() {
    send(
        aView().on("tablet"),
        aView().on("tablet"),
        anIdentify().by("anna").on("tablet"),
        aView().on("tablet"),
        anIdentify().by("ben").on("tablet"),
        aView().on("tablet"));

    assertThat(viewsOf("anonymousId", "tablet", 6))
        .containsExactly("its own 1", "its own 2", "anna 2", "anna 3", "nobody", "its own 1");
    assertThat(viewsOf("anonymousId", "tablet", 2, 4, 6))
        .containsExactly("its own 2", "anna 3", "its own 1");
    assertThat(viewsOf("anonymousId", "tablet", 6, 7)).containsExactly("its own 1", "its own 1");
  }

  @Test
  void aUserHasWhatADeviceDidFromWhenItBecameTheirs() {
    send(
        aView().by("carla"),
        aView().on("carlas-tv"),
        aView().on("carlas-tv"),
        anIdentify().by("carla").on("carlas-tv").with("identitySignature", signatureOf("carla")));

    assertThat(viewsOf("userId", "carla", 4))
        .containsExactly("carla 1", "carla 1", "carla 1", "carla 3");
    assertThat(viewsOf("anonymousId", "carlas-tv", 2, 3, 4))
        .containsExactly("its own 1", "its own 2", "carla 3");
  }

  @Test
  void segmentsOfThePastDoNotCountWhatWasRefused() {
    send(
        aView().by("dora"),
        aView().by("dora").with("consent", Map.of("analytics", false)),
        aView().by("dora"),
        aView().by("dora").with("consent", Map.of("analytics", true)));

    assertThat(viewsOf("userId", "dora", 4))
        .containsExactly("dora 1", "dora 1", "dora 1", "dora 2");
  }

  /** An hour apart, each after the ones before. */
  private void send(EventFixture... events) {
    for (int i = 0; i < events.length; i++) {
      log.accept(events[i].at(hour(i + 1)).event());
    }
    SERVICE.catchUp();
  }

  private static Instant hour(int number) {
    return START.plus(Duration.ofHours(number));
  }

  /** After each of so many hours. */
  private static List<String> viewsOf(String kind, String id, int hours) {
    return viewsOf(kind, id, IntStream.rangeClosed(1, hours).toArray());
  }

  /** Half an hour after each of these, whose profile it is and its views, as segments say, too. */
  private static List<String> viewsOf(String kind, String id, int... hours) {
    String moments =
        IntStream.of(hours)
            .mapToObj(hour -> "\"" + hour(hour).plus(Duration.ofMinutes(30)) + "\"")
            .collect(Collectors.joining(","));
    JsonNode shopper =
        SERVICE
            .post(
                "/v1/profiles/as-of",
                "{\"shoppers\": [{\"%s\": \"%s\", \"moments\": [%s]}]}"
                    .formatted(kind, id, moments))
            .body()
            .at("/shoppers/0/moments");
    List<String> told = new ArrayList<>();
    shopper.forEach(moment -> told.add(told(moment.path("profile"))));
    return told;
  }

  private static String told(JsonNode profile) {
    if (profile.isMissingNode()) {
      return "nobody";
    }
    int views = profile.at("/features/views").asInt();
    assertThat(profile.path("segments").toString())
        .as("%s", profile)
        .isEqualTo(views == 0 ? "[]" : "[\"viewed-" + views + "\"]");
    return (profile.has("userId") ? profile.path("userId").asString() : "its own") + " " + views;
  }
}
