package io.storeloop.profile.identity;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.EdgeReason;
import io.storeloop.common.ids.EdgeState;
import io.storeloop.common.ids.Uuids;
import java.time.Instant;
import java.util.UUID;

/**
 * A device and a user that an event named together: whether they are one shopper, and the evidence.
 *
 * @param place how many users had been seen on the device before this one; only the first can be
 *     merged
 * @param reason why they were merged, or why not; an undone edge keeps why it had been merged
 * @param messageId the event that decided
 * @param occurredAt when that event happened
 */
public record IdentityEdge(
    String anonymousId,
    String userId,
    int place,
    EdgeState state,
    EdgeReason reason,
    String messageId,
    Instant occurredAt) {

  static IdentityEdge of(Event event, int place, EdgeReason reason) {
    return new IdentityEdge(
        String.valueOf(event.anonymousId()),
        String.valueOf(event.userId()),
        place,
        reason.state(),
        reason,
        event.messageId(),
        event.occurredAt());
  }

  /** Follows from the two ids, so that a rebuild from the log finds it again. */
  public UUID id() {
    return Uuids.ofText("edge:%d:%s:%s".formatted(anonymousId.length(), anonymousId, userId));
  }

  public boolean isMerged() {
    return state == EdgeState.MERGED;
  }

  /** The same evidence, taken back by the shop. */
  public IdentityEdge undone() {
    return new IdentityEdge(
        anonymousId, userId, place, EdgeState.UNDONE, reason, messageId, occurredAt);
  }
}
