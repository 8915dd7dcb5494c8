package io.storeloop.violations.ingestion.alpha;

import io.storeloop.violations.ingestion.beta.Second;

public class First {
  Second next() {
    return new Second();
  }
}
