package io.storeloop.profile.consent;

import io.storeloop.common.events.EventCursor;
import io.storeloop.profile.identity.Identity;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the log in which no event of an id may be counted, because its shopper had refused.
 *
 * @param of a user, for all events that name the user; or a device, for its events without one
 * @param from the first of these events
 * @param until the first event that may be counted again; null as long as there is none
 */
public record Refusal(Identity of, EventCursor from, @Nullable EventCursor until) {}
