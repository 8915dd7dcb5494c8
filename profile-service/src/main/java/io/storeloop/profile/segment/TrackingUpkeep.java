package io.storeloop.profile.segment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;

/**
 * Writes down the sizes of segments each day, and forgets what is old and what segments that are
 * gone have left behind: some at a time, so that whoever is looked at does not wait. Not
 * thread-safe.
 */
final class TrackingUpkeep {
  /** Memberships, and changes, that are forgotten in one transaction. */
  static final int AT_ONCE = 10_000;

  private static final int SIZES_KEPT_DAYS = 400;

  private final JdbcMemberships memberships;
  private final JdbcSegmentSizes sizes;
  private final Duration changesKept;
  private LocalDate sizesOf = LocalDate.MIN;
  private String cleanedFor = "";
  private String sizesUnder = "";

  TrackingUpkeep(JdbcMemberships memberships, JdbcSegmentSizes sizes, Duration changesKept) {
    this.memberships = memberships;
    this.sizes = sizes;
    this.changesKept = changesKept;
  }

  /** Sizes and old changes, until all is done of the day. */
  void daily(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!today.equals(sizesOf)) {
      sizes.write(today.toString());
      sizes.forget(today.minusDays(SIZES_KEPT_DAYS).toString());
      if (memberships.forgetChanges(now.minus(changesKept), AT_ONCE) < AT_ONCE) {
        sizesOf = today;
      }
    }
  }

  /**
   * New segments have a size on their first day, too.
   *
   * @param definitions those of now
   * @param lookedAt whether everybody was looked at under them
   */
  void firstSizes(String definitions, BooleanSupplier lookedAt, Instant now) {
    if (!definitions.equals(sizesUnder) && lookedAt.getAsBoolean()) {
      sizes.write(LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
      sizesUnder = definitions;
    }
  }

  /**
   * Forgets some of what is left of segments that are gone, after each change of definitions.
   *
   * @param fingerprint of the definitions
   * @return whether there may be more
   */
  boolean forgetGone(String fingerprint) {
    if (fingerprint.equals(cleanedFor)) {
      return false;
    }
    if (memberships.forgetGone(AT_ONCE)) {
      return true;
    }
    sizes.forgetGone();
    cleanedFor = fingerprint;
    return false;
  }
}
