package io.storeloop.common.conditions;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the known name that a mistyped one resembles, by edit distance without regard to case. */
final class Suggestion {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_DISTANCE = 3;

  private record Candidate(String name, int distance) {}

  private Suggestion() {}

  /**
   * The closest known name at most three edits away and by less than half of its length; a name
   * ending in a dot stands for a prefix and is compared with the beginning only. {@code country}
   * resembles {@code features.country}, its last part.
   */
  static Optional<String> closest(String unknown, Stream<String> known) {
    if (unknown.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String lower = unknown.toLowerCase(Locale.ROOT);
    return known
        .map(name ->
            new Candidate(shown(unknown, name), distance(lower, name.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance <= Math.min(MAX_DISTANCE, (lower.length() - 1) / 2))
        .min(Comparator.comparingInt(Candidate::distance))
        .map(Candidate::name);
  }

  private static String shown(String unknown, String name) {
    if (!name.endsWith(".")) {
      return name;
    }
    String key = unknown.substring(unknown.indexOf('.') + 1);
    return name + (key.isEmpty() ? "<name>" : key);
  }

  private static int distance(String unknown, String name) {
    if (name.endsWith(".")) {
      int dot = unknown.indexOf('.');
      return dot < 0 ? Integer.MAX_VALUE : levenshtein(unknown.substring(0, dot + 1), name);
    }
    String lastPart = name.substring(name.lastIndexOf('.') + 1);
    return Math.min(levenshtein(unknown, name), levenshtein(unknown, lastPart));
  }

  /** Insertions, deletions and replacements between two strings; O(a·b), two rows of memory. */
  private static int levenshtein(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
