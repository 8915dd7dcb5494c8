package io.storeloop.campaign.decision;

import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares JSON by what it means: the database writes 1E+2 as 100. */
final class JsonValues {
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
          BigDecimal number = a.decimalValue();
          return number.compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
      };

  private JsonValues() {}

  static boolean areEqual(@Nullable JsonNode one, @Nullable JsonNode other) {
    return one == null || other == null ? one == other : one.equals(BY_VALUE, other);
  }
}
