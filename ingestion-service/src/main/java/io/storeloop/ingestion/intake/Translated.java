package io.storeloop.ingestion.intake;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** What a translation made of a record in another tracker's words. */
public sealed interface Translated {
  /** It says this. */
  record Understood(TranslatedMessage message) implements Translated {}

  /** It says nothing we could judge. */
  record NotUnderstood(@Nullable String messageId, Refusal refusal) implements Translated {}
}
