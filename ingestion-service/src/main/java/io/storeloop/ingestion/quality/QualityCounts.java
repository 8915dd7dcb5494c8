package io.storeloop.ingestion.quality;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of one batch, by measure and code, in a fixed order.
 *
 * <p>Not thread-safe: filled by one batch, then written.
 */
public final class QualityCounts {
  static final String REPAIR = "repair";

  private final Map<Key, Long> records = new TreeMap<>();

  /** A measure (an outcome, or {@code repair}) and its code, empty where there is none. */
  record Key(String measure, String code) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byMeasure = measure.compareTo(other.measure);
      return byMeasure != 0 ? byMeasure : code.compareTo(other.code);
    }
  }

  /** Counts a record; {@code code} is the refusal's, or empty. */
  public void add(Outcome outcome, String code, List<String> repairs) {
    records.merge(new Key(outcome.wireName(), code), 1L, Long::sum);
    if (outcome == Outcome.REPAIRED) {
      repairs.forEach(rule -> records.merge(new Key(REPAIR, rule), 1L, Long::sum));
    }
  }

  Map<Key, Long> byKey() {
    return records;
  }
}
