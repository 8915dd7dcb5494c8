package io.storeloop.violations.ingestion.beta;

import io.storeloop.violations.ingestion.alpha.First;

public class Second {
  First back() {
    return new First();
  }
}
