package io.storeloop.ingestion.segment;

import io.storeloop.ingestion.translation.SenderClock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of the Segment HTTP API.
 *
 * @param fields as sent
 * @param sentAt when its sender says it left; the batch's where the message has none
 * @param receivedAt when it arrived here
 */
record Message(
    MessageKind kind,
    Map<String, @Nullable Object> fields,
    @Nullable Object sentAt,
    Instant receivedAt) {
  private static final String IP = "ip";

  /** The fields that every canonical event of this message shares. */
  Map<String, @Nullable Object> shared() {
    Map<String, @Nullable Object> shared = new LinkedHashMap<>();
    copy("messageId", shared);
    copy("userId", shared);
    copy("anonymousId", shared);
    shared.put("sessionId", sessionInContext());
    shared.put("timestamp", SenderClock.correct(timestamp(), sentAt, receivedAt));
    return shared;
  }

  private @Nullable Object timestamp() {
    return fields.get("timestamp") == null
        ? fields.get("originalTimestamp")
        : fields.get("timestamp");
  }

  /** Where RudderStack's libraries put the session; properties that name one are closer to it. */
  private @Nullable Object sessionInContext() {
    Object session =
        fields.get("context") instanceof Map<?, ?> context ? context.get("sessionId") : null;
    return session instanceof Number ? session.toString() : session;
  }

  private void copy(String name, Map<String, @Nullable Object> to) {
    to.put(name, fields.get(name));
  }

  @Nullable String text(String field) {
    return fields.get(field) instanceof String text ? text : null;
  }

  @Nullable String event() {
    return text("event");
  }

  /** The context without the network address, which nothing here needs; empty without one. */
  Map<String, @Nullable Object> context() {
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    if (fields.get("context") instanceof Map<?, ?> sent) {
      sent.forEach((name, value) -> context.put(String.valueOf(name), value));
      context.remove(IP);
    }
    return context;
  }
}
