package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** How far the profiles have followed the event log. */
final class ProfileProgress {
  /** The follower's name in the cursor table and in the metrics. */
  static final String CONSUMER = "profiles";

  /** One statement, so that cursor and log are seen at one instant. */
  private static final String PROGRESS =
      """
      select c.applied,
             (select e.received_at from event_v1 e where (e.tx, e.id) > (c.tx, c.id) order by e.tx, e.id limit 1) as waiting_since
      from profile_cursor c
      where c.consumer = :consumer
      """;

  private final ServiceDatabase database;
  private final Clock clock;

  ProfileProgress(ServiceDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param appliedEvents all events ever applied
   * @param lagMillis how long the oldest event not yet applied has waited; 0 without one
   * @param caughtUp every event committed so far is applied
   */
  record Progress(long appliedEvents, long lagMillis, boolean caughtUp) {}

  Progress now() {
    return database
        .jdbc()
        .sql(PROGRESS)
        .param("consumer", CONSUMER)
        .query((row, number) -> {
          OffsetDateTime waitingSince = row.getObject("waiting_since", OffsetDateTime.class);
          return new Progress(
              row.getLong("applied"),
              Optional.ofNullable(waitingSince).map(this::age).orElse(0L),
              waitingSince == null);
        })
        .optional()
        .orElse(new Progress(0, 0, false));
  }

  private long age(OffsetDateTime since) {
    return Math.max(0, Duration.between(since.toInstant(), clock.instant()).toMillis());
  }
}
