package io.storeloop.ingestion.quality;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of one batch, by measure and code, in a fixed order.
 *
 * <p>Not thread-safe: filled by one batch, then written.
 */
public final class QualityCounts {
  static final String RECEIVED = "received";
  static final String REPAIR = "repair";
  static final String EXPIRED = "expired";

  private final Map<Key, Long> records = new TreeMap<>();

  /** Counts records that have come, before it is known what becomes of them. */
  public void addReceived(int received) {
    if (received > 0) {
      records.merge(new Key(RECEIVED, ""), (long) received, Long::sum);
    }
  }

  /** Of records that nobody sends: they do not count as received. */
  static QualityCounts of(String measure, Map<String, Long> byCode) {
    QualityCounts counts = new QualityCounts();
    byCode.forEach((code, records) -> counts.records.put(new Key(measure, code), records));
    return counts;
  }

  /**
   * A measure (an outcome, {@code received}, {@code repair}, a mark's) and its code, empty where
   * there is none.
   */
  record Key(String measure, String code) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byMeasure = measure.compareTo(other.measure);
      return byMeasure != 0 ? byMeasure : code.compareTo(other.code);
    }
  }

  /** Counts a record; {@code code} is the refusal's, or empty. */
  public void add(Outcome outcome, String code, List<String> repairs, List<Mark> marks) {
    records.merge(new Key(outcome.wireName(), code), 1L, Long::sum);
    if (outcome == Outcome.REPAIRED) {
      repairs.forEach(rule -> records.merge(new Key(REPAIR, rule), 1L, Long::sum));
    }
    marks.forEach(
        mark -> records.merge(new Key(measure(mark.measure()), mark.code()), 1L, Long::sum));
  }

  static String measure(Mark.Measure measure) {
    return measure.name().toLowerCase(Locale.ROOT);
  }

  Map<Key, Long> byKey() {
    return records;
  }
}
