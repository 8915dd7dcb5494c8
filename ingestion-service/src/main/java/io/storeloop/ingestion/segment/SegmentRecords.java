package io.storeloop.ingestion.segment;

import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.intake.Translated;
import io.storeloop.ingestion.intake.TranslatedMessage;
import io.storeloop.ingestion.intake.TranslatedRecords;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.validation.Arrival;
import io.storeloop.ingestion.validation.ClockCorrected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns Segment messages into submissions, each on its own. Thread-safe. */
final class SegmentRecords {
  /** What changes when the same message is sent again, or is no part of what it says. */
  private static final List<String> OF_THE_SENDING = List.of("sentAt", "writeKey", "_metadata");

  private SegmentRecords() {}

  /**
   * Reads the messages of one call.
   *
   * @param kind what the path says they are; empty to go by each message's {@code type}
   * @param batchSentAt the envelope's {@code sentAt}, for messages without one
   */
  static TranslatedRecords ofCall(Optional<MessageKind> kind, @Nullable Object batchSentAt) {
    return new TranslatedRecords(
        (fields, arrival) -> translated(fields, kind, batchSentAt, arrival));
  }

  /** Reads a message again that was refused, without knowing by which path it had come. */
  static Submission again(Slice slice, Arrival arrival) {
    return new TranslatedRecords(
            (fields, one) -> translated(fields, kindByFields(fields), null, one))
        .submission(slice, arrival);
  }

  private static Translated translated(
      Map<String, @Nullable Object> fields,
      Optional<MessageKind> kind,
      @Nullable Object batchSentAt,
      Arrival arrival) {
    Optional<MessageKind> meant = kind.or(() -> kindOf(fields));
    if (meant.isEmpty()) {
      return refused(
          fields,
          Refusal.ofField(
              "type",
              "unknown_type",
              "type must be one of track, identify, page, screen, group, alias"));
    }
    if (meant.get() == MessageKind.TRACK
        && !(fields.get("event") instanceof String name && !name.isBlank())) {
      return refused(
          fields, Refusal.ofField("event", "missing_event", "a track message needs an event name"));
    }
    Object sentAt = fields.get("sentAt") == null ? batchSentAt : fields.get("sentAt");
    return new Translated.Understood(
        message(new Message(meant.get(), fields, sentAt, arrival.receivedAt())));
  }

  private static TranslatedMessage message(Message message) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>(message.fields());
    OF_THE_SENDING.forEach(content::remove);
    return TranslatedMessage.ofWholeOrders(
            message.text("messageId"),
            MessageTranslation.events(message),
            message.kind().wireName() + RecordReader.canonical(content),
            content.get("timestamp") != null || content.get("originalTimestamp") != null)
        .repairedBy(message.isOfWrongClock() ? List.of(ClockCorrected.RULE) : List.of());
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

  private static Translated refused(Map<String, @Nullable Object> fields, Refusal refusal) {
    return new Translated.NotUnderstood(
        fields.get("messageId") instanceof String id ? id : null, refusal);
  }
}
