package io.storeloop.common.events;

/**
 * A place in the event log: everything up to and including this event has been read.
 *
 * @param tx the writing transaction's 64-bit id
 * @param id the event's number within the log
 */
public record EventCursor(long tx, long id) implements Comparable<EventCursor> {
  /** Before the first event. */
  public static final EventCursor START = new EventCursor(0, 0);

  @Override
  public int compareTo(EventCursor other) {
    int byTransaction = Long.compareUnsigned(tx, other.tx);
    return byTransaction != 0 ? byTransaction : Long.compare(id, other.id);
  }
}
