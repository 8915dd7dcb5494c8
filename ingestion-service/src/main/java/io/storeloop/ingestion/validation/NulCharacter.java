package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** The character U+0000, which no database text can hold. */
final class NulCharacter implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    String pointer = TextSearch.pointerTo(draft, NulCharacter::isIn);
    return pointer == null
        ? null
        : new Refusal("nul_character", pointer, "a text holds the character U+0000");
  }

  static boolean isIn(String text) {
    return text.indexOf(0) >= 0;
  }
}
