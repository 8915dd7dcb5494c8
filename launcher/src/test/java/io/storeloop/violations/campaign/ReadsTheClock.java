package io.storeloop.violations.campaign;

import java.time.Instant;

class ReadsTheClock {
  Instant asOf() {
    return Instant.now();
  }
}
