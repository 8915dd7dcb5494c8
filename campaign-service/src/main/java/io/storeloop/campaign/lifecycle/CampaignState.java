package io.storeloop.campaign.lifecycle;

import java.util.Locale;

/** Where a campaign stands. Only a running one is shown, and only inside its period. */
public enum CampaignState {
  DRAFT,
  RUNNING,
  PAUSED,
  ENDED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
