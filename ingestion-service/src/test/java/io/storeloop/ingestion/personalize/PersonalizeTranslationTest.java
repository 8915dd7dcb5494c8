package io.storeloop.ingestion.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.intake.Translated;
import io.storeloop.ingestion.intake.TranslatedMessage;
import io.storeloop.ingestion.validation.Arrival;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonalizeTranslationTest {
  private static final Arrival ARRIVAL =
      Arrival.inCall("personalize", Instant.parse("2026-03-01T12:00:00Z"), 0);

  private static Translated translated(Map<String, Object> event) {
    Map<String, Object> call = new HashMap<>();
    call.put("trackingId", "any");
    call.put("userId", "anna");
    call.put("sessionId", "s-1");
    call.put("eventList", List.of(event));
    return PersonalizeTranslation.translated(call, ARRIVAL);
  }

  private static TranslatedMessage message(Map<String, Object> event) {
    return ((Translated.Understood) translated(event)).message();
  }

  @Test
  void theSessionIsTiedToTheUserWhoIsKnownInIt() {
    assertThat(message(Map.of("eventType", "view")).events().getFirst())
        .containsEntry("userId", "anna")
        .containsEntry("anonymousId", "s-1")
        .containsEntry("sessionId", "s-1");
    assertThat(
            message(Map.of("eventType", "view", "properties", Map.of("anonymousId", "browser-7")))
                .events()
                .getFirst())
        .containsEntry("anonymousId", "browser-7");
  }

  @Test
  void propertiesMayBeJsonInATextOrAnObject() {
    Map<String, Object> inText =
        message(Map.of("eventType", "cart", "properties", "{\"quantity\": 2, \"size\": \"L\"}"))
            .events()
            .getFirst();
    Map<String, Object> asObject =
        message(Map.of("eventType", "cart", "properties", Map.of("quantity", 2, "size", "L")))
            .events()
            .getFirst();

    assertThat(inText)
        .isEqualTo(asObject)
        .containsEntry("type", "add_to_cart")
        .containsEntry("quantity", 2)
        .containsEntry("properties", Map.of("size", "L"));
  }

  @Test
  void theValueOfARatingIsItsRatingAndOfAnythingElseAProperty() {
    assertThat(message(Map.of("eventType", "Rating", "eventValue", 4)).events().getFirst())
        .containsEntry("rating", 4);
    assertThat(message(Map.of("eventType", "hum", "eventValue", 4)).events().getFirst())
        .containsEntry("properties", Map.of("event", "hum", "eventValue", 4));
  }

  @Test
  void theEventKeepsItsIdAsItsLinesComeAsEventsOfTheirOwn() {
    TranslatedMessage message = message(Map.of("eventId", "p-1", "eventType", "Purchase"));

    assertThat(message.messageId()).isEqualTo("p-1");
    assertThat(message.numbered()).isFalse();
  }

  @Test
  void propertiesThatAreNoJsonAreBlamed() {
    assertThat(translated(Map.of("eventId", "p-2", "eventType", "view", "properties", "[")))
        .isInstanceOfSatisfying(
            Translated.NotUnderstood.class,
            not -> {
              assertThat(not.messageId()).isEqualTo("p-2");
              assertThat(not.refusal().pointer()).isEqualTo("/eventList/0/properties");
            });
  }
}
