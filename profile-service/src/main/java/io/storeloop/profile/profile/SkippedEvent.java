package io.storeloop.profile.profile;

/** An event that could not be folded in, with the reason; it stays in the log. */
record SkippedEvent(String messageId, String reason) {}
