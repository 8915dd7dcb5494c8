package io.storeloop.ingestion.traffic;

import java.util.List;
import java.util.Locale;

/**
 * Patterns in which {@code *} stands for any text, compared without regard to case. Not regular
 * expressions: a pattern must not be able to take longer than the text is long.
 */
final class Wildcards {
  private final List<String[]> patterns;

  private Wildcards(List<String[]> patterns) {
    this.patterns = patterns;
  }

  static Wildcards of(List<String> patterns) {
    return new Wildcards(
        patterns.stream()
            .map(pattern -> pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
            .toList());
  }

  boolean match(String text) {
    if (patterns.isEmpty()) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return patterns.stream().anyMatch(parts -> matches(lower, parts));
  }

  /** The first part begins the text, the last ends it, the others follow each other between. */
  private static boolean matches(String text, String[] parts) {
    if (parts.length == 1) {
      return text.equals(parts[0]);
    }
    String last = parts[parts.length - 1];
    if (!text.startsWith(parts[0]) || !text.endsWith(last)) {
      return false;
    }
    int place = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], place);
      if (found < 0) {
        return false;
      }
      place = found + parts[i].length();
    }
    return place <= text.length() - last.length();
  }
}
