package io.storeloop.profile.profile;

import static io.storeloop.profile.EventFixture.a;
import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.EventFixture;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PastProfilesIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);
  private static final LogFixture LOG = new LogFixture(DATABASE);
  private static final String AS_OF = "/v1/profiles/as-of";

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  /**
   * What was told live at a moment is what is told of that moment later, whatever has come since.
   */
  @Test
  void aProfileOfThePastIsWhatWasToldThen() {
    SERVICE.post(
        "/v1/segments",
        """
        {"id": "recent-viewers", "name": "Recent viewers",
         "condition": {"performed": {"type": "view", "within": "P3D", "count": {"$gte": 2}}}}
        """);
    var random = new SplittableRandom(11);
    Map<String, List<JsonNode>> told = new LinkedHashMap<>();
    for (int round = 0; round < 4; round++) {
      LOG.accept(events(random, round));
      SERVICE.catchUp();
      for (int shopper = 0; shopper < 6; shopper++) {
        for (String id : List.of("user-" + shopper, "device-" + shopper)) {
          Answer live = SERVICE.get("/v1/profiles/" + id);
          if (live.status() == 200) {
            told.computeIfAbsent(id, key -> new ArrayList<>()).add(live.body());
          }
        }
      }
    }
    int compared = 0;
    for (Map.Entry<String, List<JsonNode>> one : told.entrySet()) {
      String moments =
          one.getValue().stream()
              .map(live -> live.path("asOf").toString())
              .reduce((x, y) -> x + "," + y)
              .orElseThrow();
      String kind = one.getKey().startsWith("user") ? "userId" : "anonymousId";
      Answer past =
          SERVICE.post(
              AS_OF,
              "{\"shoppers\": [{\"%s\": \"%s\", \"moments\": [%s]}]}"
                  .formatted(kind, one.getKey(), moments));
      assertThat(past.status()).as("%s", past.body()).isEqualTo(200);
      for (int i = 0; i < one.getValue().size(); i++) {
        JsonNode live = one.getValue().get(i);
        JsonNode then = past.body().at("/shoppers/0/moments/" + i + "/profile");
        for (String part :
            List.of("profileId", "userId", "features", "traits", "segments", "consent")) {
          assertThat(then.path(part))
              .as("%s of %s at %s", part, one.getKey(), live.path("asOf"))
              .isEqualTo(live.path(part));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  @Test
  void beforeAnythingHappenedThereIsNoProfile() {
    Answer answer =
        SERVICE.post(
            AS_OF,
            "{\"shoppers\": [{\"userId\": \"nobody\", \"moments\": [\"2026-01-01T00:00:00Z\"]}]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/shoppers/0/moments/0").has("profile")).isFalse();
    assertThat(answer.body().at("/shoppers/0/tooManyEvents").asBoolean()).isFalse();
  }

  @Test
  void whatMakesNoSenseIsRefusedWithItsPlace() {
    refused("{}", "missing_value", "/shoppers");
    refused("{\"shoppers\": [{}]}", "invalid_value", "/shoppers/0");
    refused("{\"shoppers\": [{\"userId\": \"anna\"}]}", "missing_value", "/shoppers/0/moments");
    refused(
        "{\"shoppers\": [{\"userId\": \"anna\", \"moments\": [\"2026-02-01T00:00:00Z\", \"2026-01-01T00:00:00Z\"]}]}",
        "moments_not_ascending",
        "/shoppers/0/moments/1");
    refused(
        "{\"shoppers\": [{\"userId\": \"anna\", \"moments\": [\"2999-01-01T00:00:00Z\"]}]}",
        "moment_in_future",
        "/shoppers/0/moments/0");
    refused(
        "{\"shoppers\": [{\"userId\": \"anna\", \"moments\": [\"-4713-01-01T00:00:00Z\"]}]}",
        "invalid_value",
        "/shoppers/0/moments/0");
  }

  /** 1e308 would wrap to the year 1970, and seconds are milliseconds to somebody else. */
  @Test
  void aNumberIsNoMoment() {
    for (String number : List.of("1e308", "1772359200", "0.5")) {
      refused(
          "{\"shoppers\": [{\"userId\": \"anna\", \"moments\": [%s]}]}".formatted(number),
          "invalid_value",
          "/shoppers/0/moments/0");
    }
  }

  @Test
  void anIdThatIsNoneIsRefusedAsInALookup() {
    for (String field : List.of("userId", "anonymousId")) {
      String asked =
          "{\"shoppers\": [{\"" + field + "\": \"%s\", \"moments\": [\"2026-01-01T00:00:00Z\"]}]}";
      refused(asked.formatted(""), "missing_value", "/shoppers/0/" + field);
      refused(asked.formatted("\\u0000"), "invalid_text", "/shoppers/0/" + field);
      refused(asked.formatted("x".repeat(257)), "text_too_long", "/shoppers/0/" + field);
    }
  }

  private static void refused(String body, String code, String pointer) {
    Answer answer = SERVICE.post(AS_OF, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asString()).isEqualTo(code);
    assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
  }

  /** Devices become users' on the way, and some are shared at last. */
  private static List<Event> events(SplittableRandom random, int round) {
    List<Event> events = new ArrayList<>();
    Instant start = round == 0 ? Instant.now().minus(Duration.ofDays(40)) : Instant.now();
    Duration step = round == 0 ? Duration.ofHours(12) : Duration.ofNanos(1_000);
    for (int i = 0; i < 60; i++) {
      int shopper = random.nextInt(6);
      Instant at = start.plus(step.multipliedBy(i));
      EventFixture event =
          switch (random.nextInt(6)) {
            case 0 -> aPurchase().of("item-" + random.nextInt(5)).costing("12.50");
            case 1 -> a(EventType.ADD_TO_CART).of("item-" + random.nextInt(5));
            default -> aView().of("item-" + random.nextInt(5));
          };
      boolean known = round > 0 && shopper % 2 == 0 || random.nextInt(3) == 0;
      if (known) {
        event.by("user-" + shopper);
      }
      if (!known || round == 1) {
        event.on("device-" + shopper);
      }
      events.add(event.at(at).received(at).event());
    }
    if (round == 3) {
      Instant at = Instant.now();
      events.add(aView().by("stranger").on("device-0").at(at).received(at).event());
    }
    return events;
  }
}
