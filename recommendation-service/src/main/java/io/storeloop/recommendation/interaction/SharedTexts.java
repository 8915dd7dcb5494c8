package io.storeloop.recommendation.interaction;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object for equal texts: a million items share a thousand categories. Bounded; beyond the
 * bound texts are kept as they come. Not thread-safe.
 */
final class SharedTexts {
  /** Different texts shared; about 10 MB. */
  static final int MAX_TEXTS = 100_000;

  private final Map<String, String> texts = new HashMap<>();

  @Nullable String of(@Nullable String text) {
    return text == null ? null : shared(text);
  }

  String shared(String text) {
    String known = texts.get(text);
    if (known != null) {
      return known;
    }
    if (texts.size() < MAX_TEXTS) {
      texts.put(text, text);
    }
    return text;
  }
}
