package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** Half of a UTF-16 pair, which stands for no character. */
final class LoneSurrogate implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    String pointer = TextSearch.pointerTo(draft, LoneSurrogate::isIn);
    return pointer == null
        ? null
        : new Refusal("lone_surrogate", pointer, "a text holds half a surrogate pair");
  }

  static boolean isIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (!Character.isSurrogate(one)) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(one)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!paired) {
        return true;
      }
      i++;
    }
    return false;
  }
}
