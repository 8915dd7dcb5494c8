package io.storeloop.profile.segment;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RfmIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);
  private static final LogFixture LOG = new LogFixture(DATABASE);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  @Order(1)
  void withoutBuyersThereAreNoQuantiles() {
    Answer answer = SERVICE.get("/v1/segments/rfm");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().path("code").asString()).isEqualTo("insufficient_evidence");
    assertThat(answer.body().path("detail").asString())
        .isEqualTo("quantiles need at least 50 shoppers who have bought");
    assertThat(SERVICE.send("PUT", "/v1/segments/rfm", "").status()).isEqualTo(409);
  }

  @Test
  @Order(2)
  void thresholdsAreTheShopsOwnQuantiles() {
    List<Event> events = new ArrayList<>();
    // buyer i of 60 has 1 + i / 10 orders of 10 each: three in four have at most 5 orders
    for (int i = 0; i < 60; i++) {
      for (int order = 0; order <= i / 10; order++) {
        events.add(
            aPurchase().by("buyer-" + i).inOrder("order-" + i + "-" + order).costing("10").event());
      }
    }
    events.add(aView().by("looker").event());
    LOG.accept(events);
    SERVICE.catchUp();

    JsonNode would = SERVICE.get("/v1/segments/rfm").body();

    assertThat(would.at("/cuts/buyers").asInt()).isEqualTo(60);
    assertThat(would.at("/cuts/often").asInt()).isEqualTo(5);
    assertThat(would.at("/cuts/much").decimalValue()).isEqualByComparingTo("50");
    assertThat(would.path("segments")).hasSize(10);
    assertThat(SERVICE.get("/v1/segments").body().path("segments")).isEmpty();
  }

  @Test
  @Order(3)
  void theyBecomeOrdinarySegmentsThatDivideAllShoppers() {
    JsonNode made = SERVICE.send("PUT", "/v1/segments/rfm", "").body();

    long members = 0;
    for (JsonNode segment : made.path("segments")) {
      members +=
          SERVICE
              .post("/v1/segments/preview", "{\"condition\": " + segment.path("condition") + "}")
              .body()
              .path("size")
              .asLong();
    }
    assertThat(members).isEqualTo(61);
    assertThat(SERVICE.get("/v1/profiles/buyer-59/segments").body().at("/segments/0/id").asString())
        .isEqualTo("rfm-champions");
    assertThat(SERVICE.get("/v1/profiles/looker/segments").body().at("/segments/0/id").asString())
        .isEqualTo("rfm-not-yet");
  }

  @Test
  @Order(4)
  void madeAgainTheyMoveWithTheShopAndTheOthersKeepTheirVersion() {
    long before = version("rfm-champions");
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(aPurchase().by("buyer-" + i).inOrder("more-" + i).costing("10").event());
    }
    LOG.accept(events);
    SERVICE.catchUp();

    JsonNode made = SERVICE.send("PUT", "/v1/segments/rfm", "").body();

    assertThat(made.at("/cuts/often").asInt()).isEqualTo(6);
    assertThat(version("rfm-champions")).isEqualTo(before + 1);
    assertThat(version("rfm-not-yet")).isEqualTo(before);
  }

  private static long version(String id) {
    return SERVICE.get("/v1/segments/" + id).body().path("version").asLong();
  }
}
