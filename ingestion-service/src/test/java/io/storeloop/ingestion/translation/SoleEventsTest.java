package io.storeloop.ingestion.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoleEventsTest {
  private static final int MOST = 25;

  private static List<String> cut(String call) {
    return SoleEvents.of(Slice.of(call.getBytes(StandardCharsets.UTF_8)), "events", MOST).stream()
        .map(Slice::text)
        .toList();
  }

  @Test
  void aCallOfTwoEventsBecomesTwoCallsWithTheSameEnvelope() {
    assertThat(cut("{\"user\": \"anna\", \"events\": [{\"n\": 1}, null], \"n\": [2]}"))
        .containsExactly(
            "{\"user\":\"anna\",\"n\":[2],\"events\":[{\"n\": 1}]}",
            "{\"user\":\"anna\",\"n\":[2],\"events\":[null]}");
  }

  @Test
  void aCallWithoutEventsHasNone() {
    assertThat(cut("{\"events\": []}")).isEmpty();
    assertThatThrownBy(() -> cut("{\"events\": 1}")).hasMessageContaining("list of events");
    assertThatThrownBy(() -> cut("{}")).hasMessageContaining("list of events");
    assertThatThrownBy(() -> cut("[]")).hasMessageContaining("JSON object");
  }

  @Test
  void tooManyEventsAreRefusedBeforeTheEnvelopeIsCopiedForEachOfThem() {
    String large = "x".repeat(SoleEvents.MAX_ENVELOPE_BYTES - 100);
    String tiny = "0" + ",0".repeat(249_999);

    assertThatThrownBy(() -> cut("{\"x\": \"" + large + "\", \"events\": [" + tiny + "]}"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("too_many_events"));
    assertThat(cut("{\"events\": [0" + ",0".repeat(MOST - 1) + "]}")).hasSize(MOST);
  }

  @Test
  void anEnvelopeIsBoundedAsEveryEventCarriesIt() {
    String longest = "x".repeat(SoleEvents.MAX_ENVELOPE_BYTES);

    assertThatThrownBy(() -> cut("{\"x\": \"" + longest + "\", \"events\": []}"))
        .hasMessageContaining("8192 bytes");
  }
}
