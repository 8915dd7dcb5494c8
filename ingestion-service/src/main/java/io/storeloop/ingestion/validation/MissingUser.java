package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** An event of nobody. */
final class MissingUser implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    return draft.has(Field.USER_ID) || draft.has(Field.ANONYMOUS_ID)
        ? null
        : Refusal.ofRecord("missing_user", "an event needs a userId or an anonymousId");
  }
}
