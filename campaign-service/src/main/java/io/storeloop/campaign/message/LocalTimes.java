package io.storeloop.campaign.message;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** When a clock on the wall shows a time. */
final class LocalTimes {
  private LocalTimes() {}

  /** The first such moment; that of the jump where the clock skips the time. */
  static Instant first(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition jump = zone.getRules().getTransition(local);
    return jump != null && jump.isGap() ? jump.getInstant() : local.atZone(zone).toInstant();
  }

  /** The last such moment, which differs from the first where the clock is set back. */
  static Instant last(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition jump = zone.getRules().getTransition(local);
    return jump != null && jump.isGap()
        ? jump.getInstant()
        : local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }
}
