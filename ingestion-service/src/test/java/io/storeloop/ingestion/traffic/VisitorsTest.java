package io.storeloop.ingestion.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Visitors visitors =
      new Visitors(
          new TrafficProperties(
              List.of(),
              List.of("*@shop.example"),
              List.of("localhost", "[::1]"),
              300,
              60,
              Set.of()));

  private static Event event(EventType type, Map<String, @Nullable Object> properties) {
    return new Event(
        "m",
        type,
        null,
        "browser-7",
        null,
        NOON,
        NOON,
        "shoes",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "events",
        properties);
  }

  private String visitor(EventType type, Map<String, @Nullable Object> properties) {
    return visitors.ofCall(List.of(event(type, properties)), null).map(Tag::code).orElse("shopper");
  }

  private String page(String url) {
    return visitor(
        EventType.PAGE, Map.of("context", Map.of("page", Map.of("url", url, "referrer", "x"))));
  }

  @Test
  void theAgentIsFoundInTheContextAndElseInTheCall() {
    Event silent = event(EventType.VIEW, Map.of());

    assertThat(visitor(EventType.VIEW, Map.of("context", Map.of("userAgent", "Googlebot/2.1"))))
        .isEqualTo("bot/agent");
    assertThat(visitors.ofCall(List.of(silent), "curl/8").map(Tag::code)).contains("bot/agent");
    assertThat(visitors.ofCall(List.of(silent), null)).isEmpty();
  }

  @Test
  void flagsAreFoundWhereSendersLeaveThem() {
    assertThat(visitor(EventType.VIEW, Map.of("test", true))).isEqualTo("test/test_flag");
    assertThat(visitor(EventType.VIEW, Map.of("context", Map.of("test", "true"))))
        .isEqualTo("test/test_flag");
    assertThat(visitor(EventType.VIEW, Map.of("test", "perhaps"))).isEqualTo("shopper");
    assertThat(visitor(EventType.VIEW, Map.of("context", Map.of("webdriver", true))))
        .isEqualTo("bot/webdriver");
    assertThat(visitor(EventType.IDENTIFY, Map.of("email", "eva@shop.example")))
        .isEqualTo("test/test_id");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:3000/x, test/test_host",
    "https://LOCALHOST, test/test_host",
    "http://eva@localhost/?a=b, test/test_host",
    "http://[::1]:8080/, test/test_host",
    "https://shop.example/localhost, shopper",
    "https://localhost.shop.example/, shopper",
    "localhost, shopper",
    "http://, shopper"
  })
  void theHostIsFoundInThePagesAddress(String url, String visitor) {
    assertThat(page(url)).isEqualTo(visitor);
  }

  @Test
  void oddPropertiesAreNoSign() {
    Map<String, @Nullable Object> odd = Collections.singletonMap("context", null);

    assertThat(visitor(EventType.VIEW, odd)).isEqualTo("shopper");
    assertThat(visitor(EventType.VIEW, Map.of("context", List.of("userAgent"))))
        .isEqualTo("shopper");
    assertThat(visitor(EventType.VIEW, Map.of("context", Map.of("userAgent", 7, "page", "x"))))
        .isEqualTo("shopper");
  }

  @Test
  void whoSendsMoreThanPeopleDoIsABotFromThenOn() {
    String last = "";
    for (int i = 0; i < 300; i++) {
      last = visitor(EventType.CLICK, Map.of());
    }

    assertThat(last).isEqualTo("shopper");
    assertThat(visitor(EventType.CLICK, Map.of())).isEqualTo("bot/rate");
  }

  @Test
  void messagesThatBroughtNothingMakeNoBot() {
    Map<String, @Nullable Object> nowhere =
        Map.of("context", Map.of("page", Map.of("url", "https://shop.example/")));
    for (int i = 0; i < 400; i++) {
      assertThat(visitor(EventType.PAGE, nowhere)).isEqualTo("shopper");
      visitors.takeBack(List.of(event(EventType.PAGE, nowhere)));
    }
    for (int i = 0; i < 60; i++) {
      assertThat(visitor(EventType.PAGE, nowhere)).isEqualTo("shopper");
    }

    visitors.takeBack(List.of(event(EventType.PURCHASE, Map.of()))); // was never counted
    assertThat(visitor(EventType.PAGE, nowhere)).isEqualTo("bot/no_referrer");
  }

  @Test
  void ordersAndFilesHaveNoRate() {
    for (int i = 0; i < 1000; i++) {
      assertThat(visitor(EventType.PURCHASE, Map.of())).isEqualTo("shopper");
      assertThat(visitors.ofFile(List.of(event(EventType.VIEW, Map.of())))).isEmpty();
    }
  }

  @Test
  void pageAfterPageFromNowhereIsABot() {
    Map<String, @Nullable Object> nowhere =
        Map.of("context", Map.of("page", Map.of("url", "https://shop.example/", "referrer", "")));
    String last = "";
    for (int i = 0; i < 60; i++) {
      last = visitor(EventType.PAGE, nowhere);
    }

    assertThat(last).isEqualTo("shopper");
    assertThat(visitor(EventType.PAGE, nowhere)).isEqualTo("bot/no_referrer");
  }
}
