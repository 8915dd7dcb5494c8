package io.storeloop.violations.common;

import io.storeloop.violations.ingestion.alpha.First;

public class CommonKnowsService {
  private final First known = new First();
}
