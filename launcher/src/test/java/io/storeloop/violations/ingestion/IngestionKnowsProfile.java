package io.storeloop.violations.ingestion;

import io.storeloop.violations.profile.ProfileKnowsCampaign;

class IngestionKnowsProfile {
  private final ProfileKnowsCampaign known = new ProfileKnowsCampaign();
}
