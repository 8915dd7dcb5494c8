package io.storeloop.ingestion.segment;

import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.intake.JudgedMessages;
import io.storeloop.ingestion.intake.TranslatedMessage;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.validation.Arrival;
import io.storeloop.ingestion.validation.ClockCorrected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns Segment messages into submissions, each on its own. Thread-safe. */
final class SegmentRecords {
  private final RecordReader reader = new RecordReader();
  private final JudgedMessages messages = new JudgedMessages();

  /**
   * Reads, translates and judges one message.
   *
   * @param kind what the path says it is; empty to go by the message's {@code type}
   * @param batchSentAt the envelope's {@code sentAt}, for messages without one
   */
  Submission submission(
      Slice slice, Optional<MessageKind> kind, @Nullable Object batchSentAt, Arrival arrival) {
    return switch (reader.read(slice)) {
      case ReadRecord.Unreadable unreadable ->
          new Submission.Refused(null, unreadable.refusal(), slice::text);
      case ReadRecord.Readable readable ->
          submission(readable.fields(), kind, batchSentAt, arrival, slice::text);
    };
  }

  /** Reads a message again that was refused, without knowing by which path it had come. */
  Submission again(Slice slice, Arrival arrival) {
    return switch (reader.read(slice)) {
      case ReadRecord.Unreadable unreadable ->
          new Submission.Refused(null, unreadable.refusal(), slice::text);
      case ReadRecord.Readable readable ->
          submission(
              readable.fields(), kindByFields(readable.fields()), null, arrival, slice::text);
    };
  }

  private Submission submission(
      Map<String, @Nullable Object> fields,
      Optional<MessageKind> kind,
      @Nullable Object batchSentAt,
      Arrival arrival,
      Supplier<String> payload) {
    Optional<MessageKind> meant = kind.or(() -> kindOf(fields));
    if (meant.isEmpty()) {
      return refused(
          fields,
          Refusal.ofField(
              "type",
              "unknown_type",
              "type must be one of track, identify, page, screen, group, alias"),
          payload);
    }
    if (meant.get() == MessageKind.TRACK
        && !(fields.get("event") instanceof String name && !name.isBlank())) {
      return refused(
          fields,
          Refusal.ofField("event", "missing_event", "a track message needs an event name"),
          payload);
    }
    Object sentAt = fields.get("sentAt") == null ? batchSentAt : fields.get("sentAt");
    Message message = new Message(meant.get(), fields, sentAt, arrival.receivedAt());
    return messages.submission(translated(message), arrival, payload);
  }

  private static TranslatedMessage translated(Message message) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>(message.fields());
    content.remove("sentAt");
    return new TranslatedMessage(
        message.fields().get("messageId") instanceof String id ? id : null,
        MessageTranslation.events(message),
        message.kind().wireName() + RecordReader.canonical(content),
        content.get("timestamp") != null || content.get("originalTimestamp") != null,
        message.isOfWrongClock() ? List.of(ClockCorrected.RULE) : List.of());
  }

  private static Optional<MessageKind> kindOf(Map<String, @Nullable Object> fields) {
    return fields.get("type") instanceof String type
        ? MessageKind.ofWireName(type)
        : Optional.empty();
  }

  /**
   * The kind of a message whose path is not known any more, by the fields that only one kind has.
   */
  static Optional<MessageKind> kindByFields(Map<String, @Nullable Object> fields) {
    if (fields.containsKey("type")) {
      return kindOf(fields);
    }
    if (fields.containsKey("event")) {
      return Optional.of(MessageKind.TRACK);
    }
    if (fields.containsKey("previousId")) {
      return Optional.of(MessageKind.ALIAS);
    }
    if (fields.containsKey("groupId")) {
      return Optional.of(MessageKind.GROUP);
    }
    return Optional.of(fields.containsKey("traits") ? MessageKind.IDENTIFY : MessageKind.PAGE);
  }

  private static Submission refused(
      Map<String, @Nullable Object> fields, Refusal refusal, Supplier<String> payload) {
    String messageId = fields.get("messageId") instanceof String id ? id : null;
    return new Submission.Refused(messageId, refusal, payload);
  }
}
