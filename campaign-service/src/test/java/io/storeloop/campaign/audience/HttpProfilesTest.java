package io.storeloop.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.campaign.FakeProfileService;
import io.storeloop.campaign.FakeProfileService.Mood;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.ProfileAnswer.Unavailable;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.edge.ApiKeyProperties;
import io.storeloop.common.schema.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HttpProfilesTest {
  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Duration IMPATIENT = Duration.ofMillis(100);
  private static final Shopper ANNA = new Shopper("anna", null);

  private final FakeProfileService service = new FakeProfileService();

  @AfterEach
  void close() {
    service.close();
  }

  private HttpProfiles profiles(String url, String key, Duration deadline, int concurrency) {
    return new HttpProfiles(
        new AudienceProperties(URI.create(url), Duration.ofSeconds(2), deadline, concurrency),
        new ApiKeyProperties(List.of(TestDatabase.WRITE_KEY), List.of(key)),
        JsonMapper.shared(),
        new SimpleMeterRegistry());
  }

  private HttpProfiles patient() {
    return profiles(service.url(), TestDatabase.SECRET_KEY, PATIENT, 4);
  }

  @Test
  void aProfileIsReadWithItsOwnerAndAge() {
    service.knows(
        "browser-1",
        "{\"userId\": \"anna\", \"traits\": {\"country\": \"DE\"}, \"asOf\": \"2026-03-01T12:00:00Z\"}");

    ProfileAnswer answer = patient().ask(new Shopper(null, "browser-1"), false);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Known.class,
            known -> {
              assertThat(known.userId()).isEqualTo("anna");
              assertThat(known.asOf()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
              assertThat(known.subject().value("traits.country")).contains(Value.of("DE"));
              assertThat(known.subject().value("userId")).contains(Value.of("anna"));
            });
  }

  @Test
  void whomNobodyKnowsHasAnEmptyProfile() {
    assertThat(patient().ask(ANNA, false))
        .isInstanceOfSatisfying(
            Known.class, known -> assertThat(known.subject().value("features.orders")).isEmpty());
  }

  @Test
  void aServiceThatIsDownIsUnreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    ProfileAnswer answer =
        profiles("http://127.0.0.1:" + port, TestDatabase.SECRET_KEY, PATIENT, 4).ask(ANNA, false);

    assertThat(answer).isEqualTo(new Unavailable("unreachable"));
  }

  @Test
  void aRefusedKeyIsTroubleNotAnEmptyProfile() {
    assertThat(profiles(service.url(), "sk_wrong_0123456789abcdef", PATIENT, 4).ask(ANNA, false))
        .isEqualTo(new Unavailable("status_401"));
  }

  @Test
  void garbageIsUnreadable() {
    service.is(Mood.GARBAGE);

    assertThat(patient().ask(ANNA, false)).isEqualTo(new Unavailable("unreadable"));
  }

  @Test
  void neitherASlowHeaderNorASlowBodyHoldsAPageBeyondItsDeadline() {
    HttpProfiles impatient = profiles(service.url(), TestDatabase.SECRET_KEY, IMPATIENT, 4);
    for (Mood mood : List.of(Mood.SLOW, Mood.DRIPPING)) {
      service.is(mood);
      long began = System.nanoTime();

      ProfileAnswer answer = impatient.ask(ANNA, false);

      assertThat(answer).isEqualTo(new Unavailable("too_slow"));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void whoFindsTooManyUnderWayDoesWithoutAProfile() throws InterruptedException {
    service.is(Mood.SLOW);
    HttpProfiles one = profiles(service.url(), TestDatabase.SECRET_KEY, PATIENT, 1);
    Thread first = Thread.ofVirtual().start(() -> one.ask(ANNA, false));
    service.awaitQuestion();

    ProfileAnswer second = one.ask(ANNA, false, IMPATIENT);

    assertThat(second).isEqualTo(new Unavailable("too_many_under_way"));
    service.close();
    first.join();
  }
}
