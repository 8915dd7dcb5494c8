package io.storeloop.campaign.outcome;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** How far the event log and the ledger have been followed. */
@Component
public class OutcomeProgress {
  private static final String STATE =
      """
      select c.applied_events,
             least(
               (select e.received_at from event_v1 e where (e.tx, e.id) > (c.tx, c.id) order by e.tx, e.id limit 1),
               (select d.decided_at from decision d, campaign_ledger_place p
                where d.campaign_id is not null and (d.tx, d.id) > (p.tx, p.id) order by d.tx, d.id limit 1)) as oldest
      from campaign_cursor c
      where c.consumer = :consumer
      """;

  private final ServiceDatabase database;
  private final Clock clock;

  OutcomeProgress(@Qualifier("campaignDatabase") ServiceDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One look at the log.
   *
   * @param appliedEvents events whose effects are in the tables, ever
   * @param oldestWaiting when the oldest committed event or decision that is not applied came;
   *     absent if there is none
   * @param at when this was looked at
   */
  public record State(long appliedEvents, @Nullable Instant oldestWaiting, Instant at) {
    static State nothingYet(Instant at) {
      return new State(0, Instant.EPOCH, at);
    }

    public boolean isCaughtUp() {
      return oldestWaiting == null;
    }

    /** Every event that arrived and every decision before this moment is counted. */
    public Instant asOf() {
      return oldestWaiting == null ? at : oldestWaiting;
    }

    long lagMillis() {
      return Math.max(0, Duration.between(asOf(), at).toMillis());
    }
  }

  public State now() {
    Instant at = clock.instant();
    return database
        .jdbc()
        .sql(STATE)
        .param("consumer", OutcomeEffects.CONSUMER)
        .query((row, number) -> {
          OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
          return new State(
              row.getLong("applied_events"), oldest == null ? null : oldest.toInstant(), at);
        })
        .optional()
        .orElseGet(() -> State.nothingYet(at));
  }
}
