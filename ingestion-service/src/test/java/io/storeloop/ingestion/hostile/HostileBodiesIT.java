package io.storeloop.ingestion.hostile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * Bodies and requests that are hostile as a whole: never a 5xx, every refusal a problem with a
 * code, and the service works on in bounded memory.
 */
class HostileBodiesIT {
  private static HostileService service;

  @BeforeAll
  static void start() {
    service = new HostileService();
  }

  @AfterAll
  static void stopWithABoundedHeap() {
    service.close();
  }

  @AfterEach
  void itStillWorks() {
    service.expectToWork();
  }

  @Nested
  class Contents extends HostileContents {
    Contents() {
      super(service);
    }
  }

  @Nested
  class Requests extends HostileRequests {
    Requests() {
      super(service);
    }
  }
}
