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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        new AudienceProperties(URI.create(url), Duration.ofSeconds(2), deadline, concurrency, 50),
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
  void whoWaitsForAWorkerIsNotHeldBeyondTheDeadline() throws InterruptedException {
    service.is(Mood.SLOW);
    HttpProfiles one = profiles(service.url(), TestDatabase.SECRET_KEY, PATIENT, 1);
    Thread first = Thread.ofVirtual().start(() -> one.ask(ANNA, false));
    service.awaitQuestion();

    ProfileAnswer second = one.ask(ANNA, false, IMPATIENT);

    assertThat(second).isEqualTo(new Unavailable("too_slow"));
    service.close();
    first.join();
  }

  @Test
  void manyQuestionsGoTogetherAndEverybodyGetsTheirOwnProfile() throws Exception {
    Map<String, Future<ProfileAnswer>> asked = askTogether(200, Set.of());

    for (Map.Entry<String, Future<ProfileAnswer>> one : asked.entrySet()) {
      assertThat(one.getValue().get())
          .isInstanceOfSatisfying(
              Known.class,
              known ->
                  assertThat(known.subject().value("traits.name"))
                      .contains(Value.of(one.getKey())));
    }
    assertThat(service.groups()).allMatch(size -> size <= 50).anyMatch(size -> size > 1);
  }

  @Test
  void aQuestionThatIsRefusedDoesNotCostTheOthersTheirs() throws Exception {
    String tooLong = "x".repeat(300);

    Map<String, Future<ProfileAnswer>> asked = askTogether(100, Set.of(tooLong));

    for (Map.Entry<String, Future<ProfileAnswer>> one : asked.entrySet()) {
      if (one.getKey().equals(tooLong)) {
        assertThat(one.getValue().get()).isEqualTo(new Unavailable("status_400"));
      } else {
        assertThat(one.getValue().get()).isInstanceOf(Known.class);
      }
    }
  }

  private Map<String, Future<ProfileAnswer>> askTogether(int shoppers, Set<String> more) {
    HttpProfiles profiles = profiles(service.url(), TestDatabase.SECRET_KEY, PATIENT, 1);
    Set<String> ids = new LinkedHashSet<>(more);
    for (int i = 0; i < shoppers; i++) {
      String id = "shopper-" + i;
      ids.add(id);
      service.knows(id, "{\"traits\": {\"name\": \"%s\"}}".formatted(id));
    }
    Map<String, Future<ProfileAnswer>> asked = new LinkedHashMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ids.forEach(
          id -> asked.put(id, threads.submit(() -> profiles.ask(new Shopper(id, null), false))));
    }
    return asked;
  }
}
