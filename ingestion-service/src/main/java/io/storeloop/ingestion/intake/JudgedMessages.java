package io.storeloop.ingestion.intake;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.Uuids;
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
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns translated messages into submissions: a message is stored whole, or refused because one of
 * its events is. Thread-safe.
 */
public final class JudgedMessages {
  /** Most events in one message, which is at most 32 KB long: a longer order is no shopper's. */
  public static final int MAX_LINES = 500;

  private final EventRules rules = new EventRules();

  /** Judges all events of a message. */
  public Submission submission(
      TranslatedMessage message, Arrival arrival, Supplier<String> payload) {
    Set<String> repairs = new LinkedHashSet<>(message.repairs());
    String messageId = messageId(message, arrival, repairs);
    if (message.events().size() > MAX_LINES) {
      return new Submission.Refused(
          messageId,
          Refusal.ofRecord(
              "too_many_lines",
              "one message may report %d items, not %d"
                  .formatted(MAX_LINES, message.events().size())),
          payload);
    }
    List<String> earlier = List.copyOf(repairs);
    List<Event> sound = new ArrayList<>(message.events().size());
    for (Map<String, @Nullable Object> fields : message.events()) {
      Map<String, @Nullable Object> event = new LinkedHashMap<>(LongLists.shorten(fields, repairs));
      event.put("messageId", message.numbered() ? messageId + "#" + sound.size() : messageId);
      switch (rules.judge(event, arrival, earlier)) {
        case Judgement.Refused refused -> {
          return new Submission.Refused(messageId, refused.refusal(), payload);
        }
        case Judgement.Sound one -> {
          sound.add(one.event());
          repairs.addAll(one.repairs());
        }
      }
    }
    return new Submission.Sound(messageId, sound, List.copyOf(repairs), payload);
  }

  private static String messageId(TranslatedMessage message, Arrival arrival, Set<String> repairs) {
    String sent = message.messageId();
    if (sent != null && !sent.isBlank()) {
      return sent.strip();
    }
    repairs.add("missing_message_id");
    String content = message.content();
    return "content:"
        + Uuids.ofText(
            message.timed() ? content : content + arrival.occasion() + "#" + arrival.index());
  }
}
