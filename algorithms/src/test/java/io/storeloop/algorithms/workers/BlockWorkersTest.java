package io.storeloop.algorithms.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockWorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyNumberIsWorkedOnOnceInEveryLoop(int threads) throws InterruptedException {
    var met = new AtomicIntegerArray(1_000);

    try (var workers = new BlockWorkers("test", threads)) {
      for (int loop = 0; loop < 3; loop++) {
        workers.run(met.length(), 7, (from, to) -> meet(met, from, to));
      }
    }

    for (int i = 0; i < met.length(); i++) {
      assertThat(met.get(i)).isEqualTo(3);
    }
  }

  @Test
  void failureOfABlockReachesTheCaller() {
    try (var workers = new BlockWorkers("test", 2)) {
      assertThatThrownBy(() -> workers.run(10, 1, (from, to) -> refuse()))
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("no");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void interruptedCallerDoesNotBegin(int threads) {
    try (var workers = new BlockWorkers("test", threads)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> workers.run(10, 1, (from, to) -> refuse()))
          .isInstanceOf(InterruptedException.class);
    } finally {
      var cleared = Thread.interrupted();
    }
  }

  @Test
  void atLeastOneThreadIsNeeded() {
    assertThatThrownBy(() -> new BlockWorkers("test", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads must be 1 or more, but was 0");
  }

  private static void meet(AtomicIntegerArray met, int from, int to) {
    for (int i = from; i < to; i++) {
      met.incrementAndGet(i);
    }
  }

  private static void refuse() {
    throw new IllegalArgumentException("no");
  }
}
