package io.storeloop.algorithms.similarity;

import static io.storeloop.algorithms.similarity.InteractionFixture.HAT;
import static io.storeloop.algorithms.similarity.InteractionFixture.SHOES;
import static io.storeloop.algorithms.similarity.InteractionFixture.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HistoryTest {

  @Test
  void anItemNamedAgainAddsItsWeightToTheFirstMention() {
    var history = History.of(new int[] {SHOES, SOCKS, SHOES}, new float[] {1, 2, 0.5f});

    assertThat(history.size()).isEqualTo(2);
    assertThat(history.item(0)).isEqualTo(SHOES);
    assertThat(history.weight(0)).isEqualTo(1.5f);
    assertThat(history.weight(1)).isEqualTo(2);
    assertThat(history.contains(SOCKS)).isTrue();
    assertThat(history.contains(HAT)).isFalse();
  }

  @Test
  void latestItemsFadeWithAgeAndRepeatsCountByTheirLatestPlace() {
    var history = History.ofLatest(new int[] {HAT, SHOES, SOCKS, SHOES}, 0.5, 2);

    // newest first: shoes 1, socks ½; the hat no longer fits
    assertThat(history.size()).isEqualTo(2);
    assertThat(history.item(0)).isEqualTo(SHOES);
    assertThat(history.weight(0)).isEqualTo(1);
    assertThat(history.item(1)).isEqualTo(SOCKS);
    assertThat(history.weight(1)).isEqualTo(0.5f);
  }

  @Test
  void refusesWhatIsNoHistory() {
    assertThatThrownBy(() -> History.of(new int[] {1}, new float[] {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 items and 0 weights");
    assertThatThrownBy(() -> History.of(new int[1_001], new float[1_001]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 1000");
    assertThatThrownBy(() -> History.of(new int[] {-1}, new float[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("item -1");
    assertThatThrownBy(() -> History.of(new int[] {1}, new float[] {Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> History.ofLatest(new int[] {1}, 0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fading");
    assertThatThrownBy(() -> History.ofLatest(new int[] {1}, 0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit");
  }
}
