package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A property with a number that would need gigabytes once written out. */
final class WildNumber implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    return isIn(draft.value(Field.PROPERTIES))
        ? Refusal.ofField(
            "properties",
            "invalid_number",
            "a number may have at most %d digits on either side of the point"
                .formatted(Numbers.MAX_DIGITS))
        : null;
  }

  private static boolean isIn(@Nullable Object value) {
    return switch (value) {
      case BigDecimal number -> !Numbers.isTame(number);
      case Map<?, ?> map -> map.values().stream().anyMatch(WildNumber::isIn);
      case List<?> list -> list.stream().anyMatch(WildNumber::isIn);
      case null, default -> false;
    };
  }
}
