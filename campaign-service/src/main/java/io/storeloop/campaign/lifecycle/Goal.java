package io.storeloop.campaign.lifecycle;

import io.storeloop.common.conditions.Condition;
import java.time.Duration;
import java.util.Locale;

/**
 * What the campaign wants: an event inside the window that opens with a decision.
 *
 * @param type the event's, as on the wire
 * @param where what else must hold of the event
 * @param value what it is worth
 * @param windowDays 1 to {@value #MAX_WINDOW_DAYS}
 */
public record Goal(String type, Condition where, Worth value, int windowDays) {
  public static final String PURCHASE = "purchase";
  public static final int DEFAULT_WINDOW_DAYS = 7;
  public static final int MAX_WINDOW_DAYS = 90;

  /** What is counted beside conversions. */
  public enum Worth {
    /** How often the goal is reached; revenue is that of all purchases. */
    COUNT,
    /** What the events that reach the goal bring. */
    REVENUE;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Any purchase, for its revenue. */
  public Goal(int windowDays) {
    this(PURCHASE, Condition.ALWAYS, Worth.REVENUE, windowDays);
  }

  public Duration window() {
    return Duration.ofDays(windowDays);
  }
}
