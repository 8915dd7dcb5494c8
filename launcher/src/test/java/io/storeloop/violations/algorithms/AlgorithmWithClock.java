package io.storeloop.violations.algorithms;

import java.time.Clock;

class AlgorithmWithClock {
  long now(Clock clock) {
    return clock.millis();
  }
}
