package io.storeloop.profile.segment;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The built-in kinds of shoppers ({@link RfmSegment}) as ordinary segments, once a shop has asked
 * for them; their thresholds move with the shop. Thread-safe.
 */
final class RfmSegments {
  private final JdbcRfmCuts cuts;
  private final Segments segments;
  private final Clock clock;

  /** The segments and the cuts their thresholds came from. */
  record Made(RfmCuts cuts, List<Segment> segments) {}

  RfmSegments(JdbcRfmCuts cuts, Segments segments, Clock clock) {
    this.cuts = cuts;
    this.segments = segments;
    this.clock = clock;
  }

  /** Where the shop's buyers divide now; empty for too few of them. */
  Optional<RfmCuts> cuts() {
    return cuts.at(now());
  }

  /** Makes the segments, or moves their thresholds; empty for too few buyers. */
  Optional<Made> make() {
    return cuts()
        .map(found -> {
          Map<String, SegmentDraft> drafts = new LinkedHashMap<>();
          for (RfmSegment kind : RfmSegment.values()) {
            drafts.put(kind.id(), kind.draft(found));
          }
          return new Made(found, segments.putAll(drafts));
        });
  }

  /** Moves the thresholds if the shop has these segments, all of them. */
  void refresh() {
    boolean there = true;
    for (RfmSegment kind : RfmSegment.values()) {
      there = there && segments.find(kind.id()).isPresent();
    }
    if (there) {
      make();
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
