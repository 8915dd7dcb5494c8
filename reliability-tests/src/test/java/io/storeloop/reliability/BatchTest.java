package io.storeloop.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BatchTest {
  @Test
  void aBatchIsRepeatedToTheByte() {
    Batch batch = new Batch("p-", 7, 3);

    JsonNode events = JsonMapper.shared().readTree(batch.body());

    assertThat(batch.body()).isEqualTo(new Batch("p-", 7, 3).body());
    assertThat(events.size()).isEqualTo(3);
    assertThat(Batch.numberOf("p-", events.get(2).path("messageId").asString())).isEqualTo(9);
    assertThat(Batch.numberOf("p-", "q-9")).isEqualTo(-1);
  }

  @Test
  void theLedgerTellsWhatIsLostFromWhatIsInDoubt() {
    Ledger ledger = new Ledger("p-", 5, 3);
    Batch first = ledger.next().orElseThrow();
    Batch second = ledger.next().orElseThrow();

    ledger.acknowledge(first, new Answer.Acknowledged(3, 0, 0), true);
    ledger.inDoubt(second);
    ledger.acknowledgeReplay(first, new Answer.Acknowledged(1, 2, 0));

    assertThat(ledger.next()).isEmpty();
    assertThat(ledger.acknowledged().cardinality()).isEqualTo(3);
    assertThat(ledger.account()).isEqualTo(new Ledger.Account(5, 3, 2, 3, 1, List.of()));
  }

  @Test
  void argumentsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> OracleSettings.parse(List.of("--kill", "3")))
        .hasMessageContaining("usage");
    assertThatThrownBy(() -> OracleSettings.parse(List.of("--sabotage", "rm")))
        .hasMessageContaining("no-unique-key");
    assertThatThrownBy(() -> OracleSettings.parse(List.of("--events", "0")))
        .hasMessageContaining("events 1 to");
  }
}
