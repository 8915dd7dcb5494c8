package io.storeloop.ingestion.quality;

import io.storeloop.ingestion.quality.JdbcQuality.Counted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of records, added up.
 *
 * @param received as noted when they came, apart from what became of them
 * @param repairs how often each rule was applied; a record may need several
 * @param rejections refusals by code; together {@code rejected}
 * @param late of the stored, by how much
 * @param traffic of the stored, those not done by a shopper, by kind and signal
 * @param expired left the quarantine by its bounds, by code; refused earlier
 */
record Tally(
    long received,
    long accepted,
    long repaired,
    long duplicates,
    long rejected,
    Map<String, Long> repairs,
    Map<String, Long> rejections,
    Map<String, Long> late,
    Map<String, Long> traffic,
    Map<String, Long> expired) {
  static Tally of(List<Counted> counts) {
    return new Tally(
        sum(counts, QualityCounts.RECEIVED),
        sum(counts, Outcome.ACCEPTED.wireName()),
        sum(counts, Outcome.REPAIRED.wireName()),
        sum(counts, Outcome.DUPLICATE.wireName()),
        sum(counts, Outcome.REJECTED.wireName()),
        byCode(counts, QualityCounts.REPAIR),
        byCode(counts, Outcome.REJECTED.wireName()),
        byCode(counts, QualityCounts.measure(Mark.Measure.LATE)),
        byCode(counts, QualityCounts.measure(Mark.Measure.TRAFFIC)),
        byCode(counts, QualityCounts.EXPIRED));
  }

  long records() {
    return stored() + duplicates + rejected;
  }

  long stored() {
    return accepted + repaired;
  }

  boolean isBalanced() {
    return received == records();
  }

  /** Rejected of received, from 0 to 1; 0 where nothing came. */
  double rejectedShare() {
    return received == 0 ? 0 : (double) rejected / received;
  }

  private static long sum(List<Counted> counts, String measure) {
    return counts.stream()
        .filter(counted -> counted.measure().equals(measure))
        .mapToLong(Counted::records)
        .sum();
  }

  private static Map<String, Long> byCode(List<Counted> counts, String measure) {
    Map<String, Long> byCode = new TreeMap<>();
    counts.stream()
        .filter(counted -> counted.measure().equals(measure))
        .forEach(counted -> byCode.merge(counted.code(), counted.records(), Long::sum));
    return byCode;
  }
}
