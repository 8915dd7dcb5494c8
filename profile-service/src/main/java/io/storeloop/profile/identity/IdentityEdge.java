package io.storeloop.profile.identity;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.Uuids;
import java.time.Instant;
import java.util.Locale;
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
    State state,
    Reason reason,
    String messageId,
    Instant occurredAt) {

  /** What became of the claim that device and user are one shopper. */
  public enum State {
    MERGED,
    REFUSED,
    /** By the shop; no later event merges the two again. */
    UNDONE;

    /** The name in the database and in answers. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why a claim was followed or not. */
  public enum Reason {
    /** The user was not known before: the device on which they appear is theirs. */
    NEW_USER,
    /** The shop's server signed the user's id. */
    SIGNED,
    /** It stands in a file that the shop imported. */
    IMPORTED,
    /** The user was known, and anybody could have sent this. */
    UNSIGNED,
    /** Another user had been seen on the device. */
    SHARED_DEVICE,
    /** The user has as many devices as a person can have. */
    TOO_MANY_DEVICES;

    /** The name in the database and in answers. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static IdentityEdge of(Event event, int place, State state, Reason reason) {
    return new IdentityEdge(
        String.valueOf(event.anonymousId()),
        String.valueOf(event.userId()),
        place,
        state,
        reason,
        event.messageId(),
        event.occurredAt());
  }

  /** Follows from the two ids, so that a rebuild from the log finds it again. */
  public UUID id() {
    return Uuids.ofText("edge:%d:%s:%s".formatted(anonymousId.length(), anonymousId, userId));
  }

  public boolean isMerged() {
    return state == State.MERGED;
  }

  /** The same evidence, taken back by the shop. */
  public IdentityEdge undone() {
    return new IdentityEdge(
        anonymousId, userId, place, State.UNDONE, reason, messageId, occurredAt);
  }
}
