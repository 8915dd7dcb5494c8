package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A field we do not know is a spelling mistake more often than a wish: free data goes into
 * properties.
 */
final class UnknownField implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    if (draft.unknownFields().isEmpty()) {
      return null;
    }
    String name = draft.unknownFields().getFirst();
    return Refusal.ofField(
        name, "unknown_field", "there is no field \"" + name + "\"; put free data into properties");
  }
}
