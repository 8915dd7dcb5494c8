package io.storeloop.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.edge.ProblemException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class IntakeGateTest {
  private final IntakeGate gate = new IntakeGate(2, 100, new Random(7));

  private ProblemException refusal(int records) {
    try (IntakeGate.Admission admitted = gate.admit(records)) {
      throw new AssertionError("let in: " + admitted);
    } catch (ProblemException refused) {
      return refused;
    }
  }

  @Test
  void moreCallsThanAgreedAreRefusedUntilOneHasLeft() {
    IntakeGate.Admission first = gate.admit(1);
    gate.admit(1);

    ProblemException refused = refusal(1);
    first.close();
    IntakeGate.Admission third = gate.admit(1);

    assertThat(refused.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(refused.code()).isEqualTo("overloaded");
    assertThat(third).isNotNull();
  }

  @Test
  void moreRecordsThanAgreedAreRefused() {
    gate.admit(99);

    assertThat(refusal(2).code()).isEqualTo("overloaded");
    assertThat(gate.admit(1)).isNotNull();
  }

  @Test
  void aLargeCallIsLetInWhenItIsAlone() {
    try (IntakeGate.Admission alone = gate.admit(1000)) {
      assertThat(alone).isNotNull();
      assertThatThrownBy(() -> gate.admit(1)).isInstanceOf(ProblemException.class);
    }
    assertThat(gate.admit(1000)).isNotNull();
  }

  @Test
  void sendersAreAskedToComeBackAtDifferentTimes() {
    gate.admit(100);
    Set<Duration> pauses = new HashSet<>();

    for (int i = 0; i < 100; i++) {
      pauses.add(refusal(1).retryAfter());
    }

    assertThat(pauses)
        .containsExactlyInAnyOrder(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5));
  }
}
