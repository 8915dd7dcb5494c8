package io.storeloop.ingestion.erasure;

import io.storeloop.common.schema.ForgottenShopper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One shopper being erased, or erased.
 *
 * @param userId absent once it is verified
 * @param anonymousIds of the user's devices; empty once it is verified
 * @param round counts how often the owners were asked
 * @param gated whether a transaction was noted after which all processes refuse the user's events
 * @param found where the last verification still met the id, and in how many rows
 */
record Erasure(
    UUID id,
    @Nullable String userId,
    List<String> anonymousIds,
    State state,
    int round,
    boolean gated,
    Instant requestedAt,
    Instant roundBeganAt,
    @Nullable Instant verifiedAt,
    Map<String, Long> found) {
  /** How far it is. */
  enum State {
    /** Asked for; from now on the user's events are refused. */
    REQUESTED,
    /** The event log is clean; the owners forget. */
    RUNNING,
    /** No table holds the ids any more. */
    VERIFIED,
    /** An id is still there that no owner deletes; somebody has to look. */
    FAILED
  }

  /** What one owner has deleted. */
  record Receipt(
      String owner,
      int round,
      Map<String, Long> counts,
      Instant forgottenAt,
      @Nullable Instant vacuumedAt) {}

  @Override
  public String toString() {
    return "Erasure[" + id + " " + state + "]";
  }

  ForgottenShopper shopper() {
    return new ForgottenShopper(id, round, userId == null ? "" : userId, anonymousIds);
  }
}
