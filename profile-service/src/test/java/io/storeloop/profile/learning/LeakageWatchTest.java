package io.storeloop.profile.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.profile.learning.LeakageWatch.Finding;
import org.junit.jupiter.api.Test;

class LeakageWatchTest {
  @Test
  void aFallThatChanceMayHaveMadeNamesNobody() {
    assertThat(new Finding("shop", 0.53, 0.06, 0.2).suspicious()).isFalse();
    assertThat(new Finding("duration", 0.81, 0.06, 0.001).suspicious()).isTrue();
    assertThat(new Finding("duration", 0.81, 0.04, 1e-9).suspicious()).isFalse();
    assertThat(new Finding("answer", 0.96, 0.01, 0.6).suspicious()).isTrue();
  }
}
