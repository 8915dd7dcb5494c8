package io.storeloop.ingestion.quarantine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries quarantined records again, each through the door it came by and in a transaction of its
 * own.
 */
final class Replaying {
  /** The source under which a corrected record is read, wherever it came from. */
  private static final String CANONICAL = "events";

  /** What a record is answered with that was not tried. */
  static final String SKIPPED = "skipped";

  static final String REPLAYED_ALREADY = "replayed_already";
  static final String CORRECTION_NEEDED = "correction_needed";

  private final JdbcQuarantine quarantine;
  private final List<Replayer> replayers;

  Replaying(JdbcQuarantine quarantine, List<Replayer> replayers) {
    this.quarantine = quarantine;
    this.replayers = List.copyOf(replayers);
  }

  /** A record and what became of it. */
  record Tried(QuarantinedRecord record, ReplayVerdict verdict) {}

  /** Tries those that wait after a place, oldest first. */
  List<Tried> all(QuarantinePlace after, String code, @Nullable String source, int limit) {
    List<Tried> tried = new ArrayList<>();
    for (QuarantinedRecord kept :
        quarantine.page(after.receivedAt(), after.id(), code, source, limit)) {
      tried.add(new Tried(kept, asSent(kept)));
    }
    return tried;
  }

  /** Tries a record as it was sent. */
  ReplayVerdict asSent(QuarantinedRecord kept) {
    if (kept.truncated()) {
      return skipped(CORRECTION_NEEDED);
    }
    return replay(kept.source(), kept, kept.payload());
  }

  /** Tries a canonical event in a record's stead. */
  ReplayVerdict corrected(QuarantinedRecord kept, String event) {
    return replay(CANONICAL, kept, event);
  }

  private ReplayVerdict replay(String source, QuarantinedRecord kept, String payload) {
    if (kept.replayedAt() != null) {
      return skipped(REPLAYED_ALREADY);
    }
    Replayer door =
        replayers.stream().filter(replayer -> replayer.reads(source)).findFirst().orElse(null);
    if (door == null) {
      return skipped(CORRECTION_NEEDED);
    }
    try {
      return door.replay(kept, payload);
    } catch (ReplayedAlreadyException another) {
      return skipped(REPLAYED_ALREADY);
    }
  }

  private static ReplayVerdict skipped(String code) {
    return new ReplayVerdict(SKIPPED, code, null, null);
  }
}
