package io.storeloop.ingestion.gorse;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.intake.Translated;
import io.storeloop.ingestion.intake.TranslatedMessage;
import io.storeloop.ingestion.validation.Arrival;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedbackTranslationTest {
  private static final Arrival ARRIVAL =
      Arrival.inCall("gorse", Instant.parse("2026-03-01T12:00:00Z"), 0);

  private static TranslatedMessage feedback(Object... namesAndValues) {
    Map<String, Object> feedback = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      feedback.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return ((Translated.Understood) FeedbackTranslation.translated(feedback, ARRIVAL)).message();
  }

  @Test
  void namesAreReadWithoutRegardToCase() {
    assertThat(
            feedback("feedbackType", "read", "userId", "anna", "ITEMID", "hat").events().getFirst())
        .containsEntry("type", "view")
        .containsEntry("userId", "anna")
        .containsEntry("itemId", "hat")
        .containsEntry("properties", Map.of());
  }

  @Test
  void theValueOfARatingIsItsRatingAndOfAnythingElseAProperty() {
    assertThat(feedback("FeedbackType", "rating", "Value", 4.5).events().getFirst())
        .containsEntry("type", "review")
        .containsEntry("rating", 4.5);
    assertThat(feedback("FeedbackType", "hum", "Value", 4.5, "Comment", "la").events().getFirst())
        .containsEntry("type", "custom")
        .containsEntry("properties", Map.of("event", "hum", "value", 4.5, "comment", "la"));
  }

  @Test
  void theTimeIsPartOfTheIdAndWithoutOneThereIsNone() {
    String noon = "2026-03-01T12:00:00Z";
    TranslatedMessage first = feedback("FeedbackType", "read", "ItemId", "hat", "Timestamp", noon);
    TranslatedMessage same = feedback("FeedbackType", "read", "ItemId", "hat", "Timestamp", noon);
    TranslatedMessage later =
        feedback("FeedbackType", "read", "ItemId", "hat", "Timestamp", "2026-03-01T12:00:01Z");
    TranslatedMessage untimed = feedback("FeedbackType", "read", "ItemId", "hat", "Timestamp", "");

    assertThat(first.messageId()).startsWith("gorse:").isEqualTo(same.messageId());
    assertThat(later.messageId()).isNotEqualTo(first.messageId());
    assertThat(untimed.messageId()).isNull();
    assertThat(untimed.timed()).isFalse();
  }

  @Test
  void feedbackWithoutATypeIsNotUnderstood() {
    assertThat(FeedbackTranslation.translated(new HashMap<>(), ARRIVAL))
        .isInstanceOf(Translated.NotUnderstood.class);
  }
}
