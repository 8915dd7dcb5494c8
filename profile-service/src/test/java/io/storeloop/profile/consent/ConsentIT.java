package io.storeloop.profile.consent;

import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConsentIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);

  private final LogFixture log = new LogFixture(DATABASE);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  private static Map<String, Object> segments(String purpose, boolean granted) {
    return Map.of("consent", Map.of("categoryPreferences", Map.of(purpose, granted)));
  }

  @Test
  void theLatestStatementPerPurposeStandsWhateverTheOrderOfArrival() {
    log.accept(
        aView()
            .by("anna")
            .at("2026-03-01T12:00:00Z")
            .with("consent", Map.of("marketing", false, "analytics", true))
            .event(),
        aView()
            .by("anna")
            .at("2026-03-01T11:00:00Z")
            .with("context", segments("Advertising", true))
            .event(),
        aView().by("ben").event());
    SERVICE.catchUp();

    JsonNode anna = SERVICE.get("/v1/profiles/anna").body();
    assertThat(anna.path("consent").toString())
        .isEqualTo("{\"analytics\":true,\"marketing\":false}");
    assertThat(anna.at("/features/views").asInt()).isEqualTo(2);
    assertThat(SERVICE.get("/v1/profiles/ben").body().has("consent")).isFalse();
  }

  @Test
  void withoutConsentToAnalyticsNoBehaviourIsCounted() {
    log.accept(
        aView().by("carl").at("2026-03-01T10:00:00Z").event(),
        aView()
            .by("carl")
            .at("2026-03-01T11:00:00Z")
            .with("consent", Map.of("ad_personalization", "DENIED", "analytics", "denied"))
            .event(),
        aView().by("carl").at("2026-03-01T12:00:00Z").event(),
        aView()
            .by("dora")
            .at("2026-03-01T12:00:00Z")
            .with("consent", Map.of("analytics", false))
            .event());
    SERVICE.catchUp();

    JsonNode carl = SERVICE.get("/v1/profiles/carl").body();
    assertThat(carl.at("/features/views").asInt()).isEqualTo(1);
    assertThat(carl.path("consent").toString())
        .isEqualTo("{\"analytics\":false,\"personalisation\":false}");
    assertThat(SERVICE.get("/v1/profiles/dora").body().at("/features/views").asInt()).isZero();
  }
}
