package io.storeloop.campaign.lifecycle;

import java.util.Locale;

/**
 * Where a campaign stands. What people decide is kept; that a started one is still {@code
 * SCHEDULED}, or {@code ENDED} because its period is over, is read off the clock and never stored.
 */
public enum CampaignState {
  DRAFT,
  SCHEDULED,
  RUNNING,
  PAUSED,
  ENDED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
