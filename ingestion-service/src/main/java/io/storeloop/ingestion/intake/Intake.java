package io.storeloop.ingestion.intake;

import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.eventlog.GroupCommit;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.validation.Arrival;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The way of every call's records into the event log, whatever they are written in. Thread-safe.
 */
public final class Intake {
  private final GroupCommit store;
  private final IntakeGate gate;
  private final IntakeProperties properties;
  private final Clock clock;

  Intake(GroupCommit store, IntakeGate gate, IntakeProperties properties, Clock clock) {
    this.store = store;
    this.gate = gate;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Reads, judges and stores the records of one call; returns when they are committed.
   *
   * @param source the door they came through
   * @param reading how that door reads one record
   * @throws io.storeloop.common.edge.ProblemException 413 {@code too_many_events}, 503 {@code
   *     overloaded}
   */
  public Verdict take(
      String source, List<Slice> records, BiFunction<Slice, Arrival, Submission> reading) {
    HttpEnvelope.requireAtMost(properties.maxBatchEvents(), records.size());
    try (IntakeGate.Admission admitted = gate.admit(records.size())) {
      Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
      List<Submission> submissions = new ArrayList<>(records.size());
      for (Slice record : records) {
        submissions.add(
            reading.apply(record, Arrival.inCall(source, receivedAt, submissions.size())));
      }
      return Verdict.of(store.store(source, receivedAt, submissions));
    }
  }
}
