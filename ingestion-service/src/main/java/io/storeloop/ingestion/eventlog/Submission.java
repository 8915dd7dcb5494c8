package io.storeloop.ingestion.eventlog;

import io.storeloop.common.events.Event;
import io.storeloop.ingestion.quality.Mark;
import io.storeloop.ingestion.quality.Refusal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One record as it was judged, ready to be stored. */
public sealed interface Submission {
  /** The record as it was sent, for the quarantine. */
  Supplier<String> payload();

  @Nullable String messageId();

  /**
   * A record that can be stored.
   *
   * @param messageId the record's; the events of an order of n lines have ids derived from it
   * @param events at least one; several when one message reports an order of several lines
   * @param repairs names of the rules that had to mend it, each once
   * @param marks what else is counted about it once it is stored
   */
  record Sound(
      String messageId,
      List<Event> events,
      List<String> repairs,
      Supplier<String> payload,
      List<Mark> marks)
      implements Submission {
    /** A record about which there is nothing else to count. */
    public Sound(
        String messageId, List<Event> events, List<String> repairs, Supplier<String> payload) {
      this(messageId, events, repairs, payload, List.of());
    }
  }

  /** A record that must not be stored. */
  record Refused(@Nullable String messageId, Refusal refusal, Supplier<String> payload)
      implements Submission {}
}
