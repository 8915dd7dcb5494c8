package io.storeloop.ingestion.intake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message in another tracker's words says in canonical fields.
 *
 * @param messageId the sender's; null if there is none, then it is made from {@code content}
 * @param events at least one, without {@code messageId}; of several, or of an order, the n-th gets
 *     the message's id with {@code #n} behind it
 * @param content what tells this message from others that have no id
 * @param timed whether {@code content} says when it happened: an untimed message without an id is
 *     told from others by its place, so that each arrival counts
 * @param repairs names of the rules that the translation had to apply
 */
public record TranslatedMessage(
    @Nullable String messageId,
    List<Map<String, @Nullable Object>> events,
    String content,
    boolean timed,
    List<String> repairs) {
  public TranslatedMessage {
    events = List.copyOf(events);
    repairs = List.copyOf(repairs);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a message says at least one event");
    }
  }

  /** A purchase or refund is an order, of whose lines each has an id of its own. */
  boolean isOrder() {
    Object type = events.getFirst().get("type");
    return events.size() > 1 || "purchase".equals(type) || "refund".equals(type);
  }
}
