package io.storeloop.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.quality.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuarantinedRecordTest {
  private static QuarantinedRecord of(String messageId, String payload, Instant at) {
    return QuarantinedRecord.of(
        "events", at, messageId, Refusal.ofRecord("some_code", "why"), payload);
  }

  @Test
  void theSameBadRecordHasTheSameIdWheneverItComes() {
    QuarantinedRecord first = of("m-1", "{}", Instant.EPOCH);
    QuarantinedRecord again = of("m-1", "{}", Instant.EPOCH.plusSeconds(9));

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(of("m-2", "{}", Instant.EPOCH).id()).isNotEqualTo(first.id());
  }

  @Test
  void whatTheDatabaseCannotHoldIsWrittenAsEscape() {
    QuarantinedRecord kept = of("a\0", "{\"a\": \"\0\ud800\ud83d\udc5f\"}", Instant.EPOCH);

    assertThat(kept.messageId()).isEqualTo("a\\u0000");
    assertThat(kept.payload()).isEqualTo("{\"a\": \"\\u0000\\ud800\ud83d\udc5f\"}");
  }

  @Test
  void onlyTheBeginningOfAHugeRecordIsKept() {
    QuarantinedRecord kept = of("m-1", "x".repeat(32 * 1024 - 1) + "\ud83d\udc5f", Instant.EPOCH);

    assertThat(kept.truncated()).isTrue();
    assertThat(kept.payload()).hasSize(32 * 1024 - 1).endsWith("x");
  }
}
