package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** One mistake a sender can make. */
interface Constraint {
  /** Why the record is refused; null if it does not make this mistake. */
  @Nullable Refusal check(Draft draft);
}
