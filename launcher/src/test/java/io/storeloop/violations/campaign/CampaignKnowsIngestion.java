package io.storeloop.violations.campaign;

import io.storeloop.violations.ingestion.alpha.First;

public class CampaignKnowsIngestion {
  private final First known = new First();
}
