package io.storeloop.campaign.outcome;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.ids.DeviceUse;
import io.storeloop.common.ids.EdgeState;
import org.jspecify.annotations.Nullable;

/**
 * A device that a user was seen on.
 *
 * @param userId the first user
 * @param state what became of the first user's claim
 * @param sharedFrom the event that named a second user; absent while there is none
 */
record Device(
    String anonymousId, String userId, EdgeState state, @Nullable EventCursor sharedFrom) {
  DeviceUse useOf(String claimant) {
    return DeviceUse.of(state, sharedFrom != null, userId.equals(claimant));
  }

  boolean isMerged() {
    return state == EdgeState.MERGED;
  }

  Device sharedFrom(EventCursor place) {
    return new Device(anonymousId, userId, state, place);
  }
}
