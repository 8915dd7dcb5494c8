package io.storeloop.profile.profile;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
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

class ProfileIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);

  private final LogFixture log = new LogFixture(DATABASE);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  /** The middle of five, because the machine that builds may be busy with something else. */
  @Test
  void aPurchaseIsInTheProfileWithinASecond() {
    List<Duration> waits = new ArrayList<>();
    for (int order = 1; order <= 5; order++) {
      int orders = order;
      Instant accepted = Instant.now();

      log.accept(aPurchase().of("shoes").costing("49.90").times(2).by("anna").event());
      SERVICE.getUntil(
          "/v1/profiles/anna", profile -> profile.body().at("/features/orders").asInt() == orders);

      waits.add(Duration.between(accepted, Instant.now()));
    }

    assertThat(waits.stream().sorted().toList().get(2)).isLessThan(Duration.ofSeconds(1));
    JsonNode anna = SERVICE.get("/v1/profiles/anna").body();
    assertThat(anna.at("/features/monetaryValue").decimalValue()).isEqualByComparingTo("499.00");
    assertThat(anna.at("/lastPurchaseAt").asString()).isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void anonymousShopperWhoSignsInIsOneProfile() {
    log.accept(
        aView().on("bens-phone").event(),
        anIdentify().by("ben").on("bens-phone").with("country", "DE").event(),
        aView().on("bens-phone").event());
    SERVICE.catchUp();

    Answer byUser = SERVICE.get("/v1/profiles/ben");
    Answer byDevice = SERVICE.get("/v1/profiles/bens-phone");

    assertThat(byUser.body().at("/features/views").asInt()).isEqualTo(2);
    assertThat(byUser.body().at("/traits/country").asString()).isEqualTo("DE");
    assertThat(byUser.body().at("/identities/1/value").asString()).isEqualTo("bens-phone");
    assertThat(byDevice.body().at("/profileId")).isEqualTo(byUser.body().at("/profileId"));
  }

  @Test
  void idThatNobodyUsedIsUnknown() {
    Answer answer = SERVICE.get("/v1/profiles/nobody");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().at("/code").asString()).isEqualTo("unknown_profile");
  }

  @Test
  void predictionsMayBeLeftOut() {
    log.accept(aPurchase().of("hat").costing("5").by("greta").event());
    SERVICE.catchUp();

    assertThat(SERVICE.get("/v1/profiles/greta").body().has("predictions")).isTrue();
    assertThat(SERVICE.get("/v1/profiles/greta?predictions=false").body().has("predictions"))
        .isFalse();
    assertThat(SERVICE.get("/v1/profiles/greta?predictions=maybe").status()).isEqualTo(400);
  }
}
