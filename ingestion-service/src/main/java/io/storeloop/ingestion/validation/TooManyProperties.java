package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** More properties, counted at every depth, than an event may carry. */
final class TooManyProperties implements Constraint {
  static final int MOST = 256;

  @Override
  public @Nullable Refusal check(Draft draft) {
    int count = count(draft.value(Field.PROPERTIES));
    return count <= MOST
        ? null
        : Refusal.ofField(
            "properties",
            "too_many_properties",
            "an event may carry %d properties, not %d".formatted(MOST, count));
  }

  private static int count(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.size() + map.values().stream().mapToInt(TooManyProperties::count).sum();
      case List<?> list -> list.stream().mapToInt(TooManyProperties::count).sum();
      case null, default -> 0;
    };
  }
}
