package io.storeloop.ingestion.validation;

import io.storeloop.common.events.Event;
import io.storeloop.ingestion.quality.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules say about a record. */
public sealed interface Judgement {
  /**
   * It is an event.
   *
   * @param repairs names of the rules that mended it, each once
   */
  record Sound(Event event, List<String> repairs) implements Judgement {}

  /** It is none. */
  record Refused(@Nullable String messageId, Refusal refusal) implements Judgement {}
}
