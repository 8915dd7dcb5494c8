package io.storeloop.ingestion.intake;

import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.eventlog.GroupCommit;
import io.storeloop.ingestion.eventlog.Result;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Arrivals;
import io.storeloop.ingestion.validation.Arrival;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The way of every call's records into the event log, whatever they are written in. Thread-safe.
 */
public final class Intake {
  private final GroupCommit store;
  private final IntakeGate gate;
  private final Markings markings;
  private final IntakeProperties properties;
  private final Clock clock;

  Intake(
      GroupCommit store,
      IntakeGate gate,
      Markings markings,
      IntakeProperties properties,
      Clock clock) {
    this.store = store;
    this.gate = gate;
    this.markings = markings;
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
    Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    try (Arrivals.Group group = store.receive(source, records.size())) {
      // first: whoever sends too many at once must not be asked to send the same again
      HttpEnvelope.requireAtMost(properties.maxBatchEvents(), records.size());
      Verdict verdict = admitted(source, receivedAt, records, reading);
      group.answered();
      return verdict;
    }
  }

  private Verdict admitted(
      String source,
      Instant receivedAt,
      List<Slice> records,
      BiFunction<Slice, Arrival, Submission> reading) {
    try (IntakeGate.Admission admitted = gate.admit(records.size());
        MarkedCall call = new MarkedCall(markings, receivedAt, records.size())) {
      read(source, receivedAt, records, reading, call);
      List<Result> results = store.store(source, receivedAt, call.submissions());
      call.answered(results);
      return Verdict.of(results);
    }
  }

  private void read(
      String source,
      Instant receivedAt,
      List<Slice> records,
      BiFunction<Slice, Arrival, Submission> reading,
      MarkedCall call) {
    Instant earliest = receivedAt.minus(properties.oldestEvent());
    for (int i = 0; i < records.size(); i++) {
      Arrival arrival = Arrival.inCall(source, receivedAt, i).notBefore(earliest);
      call.mark(reading.apply(records.get(i), arrival));
    }
  }
}
