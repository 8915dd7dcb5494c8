package io.storeloop.campaign.lifecycle;

import java.time.Duration;

/**
 * What the campaign wants: a purchase inside the window that opens with a decision.
 *
 * @param windowDays 1 to {@value #MAX_WINDOW_DAYS}
 */
public record Goal(int windowDays) {
  public static final String PURCHASE = "purchase";
  public static final int DEFAULT_WINDOW_DAYS = 7;
  public static final int MAX_WINDOW_DAYS = 90;

  public Duration window() {
    return Duration.ofDays(windowDays);
  }
}
