package io.storeloop.ingestion.segment;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.validation.Arrival;
import io.storeloop.ingestion.validation.EventRules;
import io.storeloop.ingestion.validation.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns Segment messages into submissions, each on its own. Thread-safe. */
final class SegmentRecords {
  private final RecordReader reader = new RecordReader();
  private final EventRules rules = new EventRules();

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
    return judged(message, arrival, payload);
  }

  private Submission judged(Message message, Arrival arrival, Supplier<String> payload) {
    List<Map<String, @Nullable Object>> events = MessageTranslation.events(message);
    List<String> repairs = new ArrayList<>();
    String messageId = messageId(message, arrival, repairs);
    List<Event> sound = new ArrayList<>(events.size());
    Set<String> applied = new LinkedHashSet<>(repairs);
    for (int line = 0; line < events.size(); line++) {
      Map<String, @Nullable Object> event = events.get(line);
      event.put("messageId", lineId(messageId, line, events));
      switch (rules.judge(event, arrival, repairs)) {
        case Judgement.Refused refused -> {
          return new Submission.Refused(messageId, refused.refusal(), payload);
        }
        case Judgement.Sound one -> {
          sound.add(one.event());
          applied.addAll(one.repairs());
        }
      }
    }
    return new Submission.Sound(messageId, sound, List.copyOf(applied), payload);
  }

  /** The id of the n-th event of a message; a message of one event keeps its own. */
  private static String lineId(
      String messageId, int line, List<Map<String, @Nullable Object>> events) {
    return isOrder(events) ? messageId + "#" + line : messageId;
  }

  private static boolean isOrder(List<Map<String, @Nullable Object>> events) {
    Object type = events.getFirst().get("type");
    return events.size() > 1 || "purchase".equals(type) || "refund".equals(type);
  }

  private static String messageId(Message message, Arrival arrival, List<String> repairs) {
    if (message.fields().get("messageId") instanceof String id && !id.isBlank()) {
      return id.strip();
    }
    repairs.add("missing_message_id");
    Map<String, @Nullable Object> content = new LinkedHashMap<>(message.fields());
    content.remove("sentAt");
    String text = message.kind().wireName() + RecordReader.canonical(content);
    boolean timed = content.get("timestamp") != null || content.get("originalTimestamp") != null;
    return "content:"
        + Uuids.ofText(timed ? text : text + arrival.occasion() + "#" + arrival.index());
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
