package io.storeloop.ingestion.intake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message in another tracker's words says in canonical fields.
 *
 * @param messageId the sender's; null if there is none, then it is made from {@code content}
 * @param events at least one, without {@code messageId}
 * @param numbered whether the n-th event gets the message's id with {@code #n} behind it; if not,
 *     there is one event, and it has the message's id
 * @param content what tells this message from others that have no id
 * @param timed whether {@code content} says when it happened: an untimed message without an id is
 *     told from others by its place, so that each arrival counts
 * @param repairs names of the rules that the translation had to apply
 */
public record TranslatedMessage(
    @Nullable String messageId,
    List<Map<String, @Nullable Object>> events,
    boolean numbered,
    String content,
    boolean timed,
    List<String> repairs) {
  public TranslatedMessage {
    events = List.copyOf(events);
    repairs = List.copyOf(repairs);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a message says at least one event");
    }
    if (events.size() > 1 && !numbered) {
      throw new IllegalArgumentException("several events cannot have one id");
    }
  }

  /** A message that reports an order whole: each line has an id of its own, a lone one too. */
  public static TranslatedMessage ofWholeOrders(
      @Nullable String messageId,
      List<Map<String, @Nullable Object>> events,
      String content,
      boolean timed) {
    Object type = events.getFirst().get("type");
    boolean order = "purchase".equals(type) || "refund".equals(type);
    return new TranslatedMessage(
        messageId, events, order || events.size() > 1, content, timed, List.of());
  }

  /** A message that reports one event; the lines of an order come as messages of their own. */
  public static TranslatedMessage ofOne(
      @Nullable String messageId,
      Map<String, @Nullable Object> event,
      String content,
      boolean timed) {
    return new TranslatedMessage(messageId, List.of(event), false, content, timed, List.of());
  }

  /** The same message, of which those rules had to mend something. */
  public TranslatedMessage repairedBy(List<String> rules) {
    return new TranslatedMessage(messageId, events, numbered, content, timed, rules);
  }
}
