package io.storeloop.profile;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;

/** Gives events their places in a log that is not there. */
public final class LogPlaces {
  private long last;

  public LoggedEvent next(Event event) {
    return new LoggedEvent(new EventCursor(1, ++last), event);
  }
}
