package io.storeloop.ingestion.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How late an event comes, in steps: it counts in the highest step that it has passed. */
public final class Lateness {
  private record Step(Duration passed, String code) {}

  private static final List<Step> LONGEST_FIRST =
      List.of(
          new Step(Duration.ofDays(31), "over_31_days"),
          new Step(Duration.ofDays(7), "over_7_days"),
          new Step(Duration.ofDays(1), "over_1_day"),
          new Step(Duration.ofHours(1), "over_1_hour"));

  private Lateness() {}

  /** Empty for an event that is at most an hour old. */
  public static Optional<Mark> of(Instant occurredAt, Instant receivedAt) {
    Duration age = Duration.between(occurredAt, receivedAt);
    return LONGEST_FIRST.stream()
        .filter(step -> age.compareTo(step.passed()) > 0)
        .findFirst()
        .map(step -> new Mark(Mark.Measure.LATE, step.code()));
  }
}
