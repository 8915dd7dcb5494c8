package io.storeloop.ingestion.intake;

import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.eventlog.JdbcEventStore;
import io.storeloop.ingestion.eventlog.Result;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Arrivals;
import io.storeloop.ingestion.quality.Outcome;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import io.storeloop.ingestion.quarantine.QuarantinedRecord;
import io.storeloop.ingestion.quarantine.ReplayVerdict;
import io.storeloop.ingestion.quarantine.ReplayedAlreadyException;
import io.storeloop.ingestion.quarantine.Replayer;
import io.storeloop.ingestion.validation.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Tries quarantined records again, as one door reads them. */
public final class Replays implements Replayer {
  private static final String SOURCE = "replay";

  private final Predicate<String> sources;
  private final BiFunction<Slice, Arrival, Submission> door;
  private final JdbcEventStore store;
  private final JdbcQuarantine quarantine;
  private final Clock clock;

  /**
   * Replays for the doors that the predicate names.
   *
   * @param door reads and judges one record
   */
  public Replays(
      Predicate<String> sources,
      BiFunction<Slice, Arrival, Submission> door,
      JdbcEventStore store,
      JdbcQuarantine quarantine,
      Clock clock) {
    this.sources = sources;
    this.door = door;
    this.store = store;
    this.quarantine = quarantine;
    this.clock = clock;
  }

  @Override
  public boolean reads(String source) {
    return sources.test(source);
  }

  @Override
  public ReplayVerdict replay(QuarantinedRecord quarantined, String payload) {
    Submission submission = door.apply(slice(payload), firstArrival(quarantined));
    if (submission instanceof Submission.Refused refused) {
      return rejected(refused.refusal());
    }
    Result result = store(submission, quarantined.id());
    Refusal refusal = result.refusal();
    return refusal == null
        ? new ReplayVerdict(result.outcome().wireName(), null, null, null)
        : rejected(refusal);
  }

  private Result store(Submission submission, UUID id) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    try (Arrivals.Group group = store.receive(SOURCE, 1)) {
      List<Result> stored =
          store.store(
              SOURCE,
              now,
              List.of(submission),
              results -> {
                if (results.getFirst().outcome() != Outcome.REJECTED
                    && !quarantine.markReplayed(id, now)) {
                  throw new ReplayedAlreadyException();
                }
              });
      group.answered();
      return stored.getFirst();
    }
  }

  /** It is judged as of the day it came, so that one without a time keeps that day. */
  private static Arrival firstArrival(QuarantinedRecord quarantined) {
    return new Arrival(
        quarantined.source(), quarantined.receivedAt(), quarantined.id().toString(), 0);
  }

  private static Slice slice(String payload) {
    return Slice.of(payload.getBytes(StandardCharsets.UTF_8));
  }

  private static ReplayVerdict rejected(Refusal refusal) {
    return new ReplayVerdict(
        Outcome.REJECTED.wireName(),
        refusal.code(),
        refusal.pointer().isEmpty() ? null : refusal.pointer(),
        refusal.detail());
  }
}
