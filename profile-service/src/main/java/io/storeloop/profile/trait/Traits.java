package io.storeloop.profile.trait;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The traits of one shopper: per name the latest statement. At most {@value #BOUND} names, those
 * spoken of latest. Saying and merging commute. Not thread-safe.
 */
public final class Traits {
  /** Names a shopper may have. */
  public static final int BOUND = 200;

  /** Characters of a value in text form; a longer one is no trait. */
  public static final int LONGEST_VALUE = 4000;

  /** Characters of a name. */
  public static final int LONGEST_NAME = 200;

  private final TreeMap<String, TraitStatement> statements = new TreeMap<>();

  /** Whether a trait may be called that and have that value. */
  public static boolean allows(String name, @Nullable Object value) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && (value == null || value.toString().length() <= LONGEST_VALUE);
  }

  public void say(String name, TraitStatement statement) {
    statements.merge(name, statement, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    if (statements.size() > BOUND) {
      forgetOldest();
    }
  }

  public void merge(Traits other) {
    other.statements.forEach(this::say);
  }

  /** What stands, by name. */
  public SortedMap<String, Object> values() {
    SortedMap<String, Object> values = new TreeMap<>();
    statements.forEach((name, statement) -> {
      if (statement.value() != null) {
        values.put(name, statement.value());
      }
    });
    return values;
  }

  /** Everything that was said last, with what was taken back. */
  public Map<String, TraitStatement> statements() {
    return Map.copyOf(statements);
  }

  private void forgetOldest() {
    statements.entrySet().stream()
        .min(
            Comparator.comparing(Map.Entry<String, TraitStatement>::getValue)
                .thenComparing(Map.Entry::getKey))
        .ifPresent(oldest -> statements.remove(oldest.getKey()));
  }
}
