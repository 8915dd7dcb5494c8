package io.storeloop.ingestion.quality;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What must have become of records, counted by one plain program from what was sent: the slow, sure
 * way. Not thread-safe: fed before the sending begins.
 */
final class ReferenceModel {
  /** What a record is, whatever its door. */
  enum Kind {
    SOUND(1),
    REPAIRED(1),
    ORDER(3),
    INVALID(0),
    UNREADABLE(0);

    private final int events;

    Kind(int events) {
      this.events = events;
    }
  }

  /** Counts of one source: received, accepted, repaired, duplicate, rejected. */
  private final Map<String, Map<String, Long>> bySource = new TreeMap<>();

  private final Set<String> known = new HashSet<>();
  private final Set<String> bad = new HashSet<>();
  private long events;

  /** One more record comes through a door; the same id always means the same record. */
  void send(String source, String id, Kind kind) {
    count(source, "received");
    if (kind == Kind.INVALID || kind == Kind.UNREADABLE) {
      count(source, "rejected");
      bad.add(source + id);
    } else if (!known.add(id)) {
      count(source, "duplicate");
    } else {
      count(source, kind == Kind.REPAIRED ? "repaired" : "accepted");
      events += kind.events;
    }
  }

  private void count(String source, String what) {
    bySource.computeIfAbsent(source, one -> new TreeMap<>()).merge(what, 1L, Long::sum);
  }

  Set<String> sources() {
    return bySource.keySet();
  }

  long count(String source, Outcome outcome) {
    return counts(source).getOrDefault(outcome.wireName(), 0L);
  }

  long received(String source) {
    return counts(source).getOrDefault("received", 0L);
  }

  long received() {
    return sources().stream().mapToLong(this::received).sum();
  }

  /** Rows in the log, and keys. */
  long events() {
    return events;
  }

  /**
   * Records in quarantine: the same bad record is kept once by each door, and counted every time.
   */
  long quarantined() {
    return bad.size();
  }

  private Map<String, Long> counts(String source) {
    return bySource.getOrDefault(source, Map.of());
  }
}
