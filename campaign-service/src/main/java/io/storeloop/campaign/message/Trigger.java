package io.storeloop.campaign.message;

import io.storeloop.common.conditions.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What makes an occasion for one shopper. */
public sealed interface Trigger {
  /** Something lies in the cart, and for so long nothing was added, removed or bought. */
  record CartAbandoned(Duration after) implements Trigger {}

  /** Such an event happens; {@code where} asks its fields. */
  record EventHappens(String event, Condition where) implements Trigger {}

  /** The shopper comes into a segment. */
  record SegmentEntered(String segment) implements Trigger {}

  /**
   * The price of an item that the shopper viewed within the time falls.
   *
   * @param by share of the price before, in (0, 1)
   */
  record PriceDrops(BigDecimal by, Duration within) implements Trigger {}

  /**
   * The predicted probability of churn comes to the threshold from below.
   *
   * @param threshold in (0, 1)
   */
  record ChurnPredicted(BigDecimal threshold) implements Trigger {}

  /**
   * A moment comes, for everybody or a segment.
   *
   * @param at local time; one that the clock skips comes when it jumps, one that it repeats comes
   *     the first time
   */
  record Scheduled(LocalDateTime at, ZoneId zone, @Nullable String segment) implements Trigger {
    public Instant instant() {
      return LocalTimes.first(at, zone);
    }
  }
}
