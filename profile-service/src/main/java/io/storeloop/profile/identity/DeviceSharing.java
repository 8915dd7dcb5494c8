package io.storeloop.profile.identity;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import java.time.Instant;

/**
 * That a second user was seen on a device. Names no user, so that it stays when one of them is
 * erased.
 *
 * @param from the place of that user's event in the log
 * @param at when it happened, or arrived where that is earlier
 */
public record DeviceSharing(String anonymousId, EventCursor from, Instant at) {

  static DeviceSharing by(LoggedEvent logged) {
    Event event = logged.event();
    return new DeviceSharing(
        String.valueOf(event.anonymousId()),
        logged.cursor(),
        event.occurredAt().isBefore(event.receivedAt()) ? event.occurredAt() : event.receivedAt());
  }

  boolean holdsAt(EventCursor place) {
    return from.compareTo(place) <= 0;
  }
}
