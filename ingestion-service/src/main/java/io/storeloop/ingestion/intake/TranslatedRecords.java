package io.storeloop.ingestion.intake;

import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.validation.Arrival;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns records in another tracker's words into submissions, each on its own. Thread-safe if the
 * translation is.
 */
public final class TranslatedRecords {
  private final RecordReader reader = new RecordReader();
  private final JudgedMessages messages = new JudgedMessages();
  private final BiFunction<Map<String, @Nullable Object>, Arrival, Translated> translation;

  public TranslatedRecords(
      BiFunction<Map<String, @Nullable Object>, Arrival, Translated> translation) {
    this.translation = translation;
  }

  /** Reads, translates and judges one record. */
  public Submission submission(Slice record, Arrival arrival) {
    return switch (reader.read(record)) {
      case ReadRecord.Unreadable unreadable ->
          new Submission.Refused(null, unreadable.refusal(), record::text);
      case ReadRecord.Readable readable ->
          switch (translation.apply(readable.fields(), arrival)) {
            case Translated.NotUnderstood not ->
                new Submission.Refused(not.messageId(), not.refusal(), record::text);
            case Translated.Understood understood ->
                messages.submission(understood.message(), arrival, record::text);
          };
    };
  }
}
