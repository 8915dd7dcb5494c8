package io.storeloop.ingestion.intake;

import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.validation.Arrival;
import io.storeloop.ingestion.validation.EventRules;
import io.storeloop.ingestion.validation.Judgement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns canonical records into submissions, each on its own. Thread-safe. */
public final class JudgedRecords {
  private final RecordReader reader = new RecordReader();
  private final EventRules rules = new EventRules();

  /** Reads and judges one canonical record. */
  public Submission submission(Slice record, Arrival arrival) {
    return switch (reader.read(record)) {
      case ReadRecord.Unreadable unreadable ->
          new Submission.Refused(null, unreadable.refusal(), record::text);
      case ReadRecord.Readable readable ->
          submission(readable.fields(), arrival, List.of(), record::text);
    };
  }

  /** Judges canonical fields. */
  public Submission submission(
      Map<String, @Nullable Object> fields,
      Arrival arrival,
      List<String> earlierRepairs,
      Supplier<String> payload) {
    return switch (rules.judge(fields, arrival, earlierRepairs)) {
      case Judgement.Refused refused ->
          new Submission.Refused(refused.messageId(), refused.refusal(), payload);
      case Judgement.Sound sound ->
          new Submission.Sound(
              sound.event().messageId(), List.of(sound.event()), sound.repairs(), payload);
    };
  }
}
