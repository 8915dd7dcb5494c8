package io.storeloop.common.events;

/** An event as it stands in the log, with its place there. */
public record LoggedEvent(EventCursor cursor, Event event) {}
