package io.storeloop.violations.profile;

import io.storeloop.violations.campaign.CampaignKnowsIngestion;

public class ProfileKnowsCampaign {
  private final CampaignKnowsIngestion known = new CampaignKnowsIngestion();
}
