package io.storeloop.ingestion.validation;

import java.time.Instant;

/**
 * How a record came to us.
 *
 * @param source the door: {@code events}, {@code segment}, {@code import:tmall2014}
 * @param occasion which call or file it came with; the same when a file is read again
 * @param index its place in the call or file, from 0
 * @param earliest when what it tells of may have happened at the earliest
 */
public record Arrival(
    String source, Instant receivedAt, String occasion, long index, Instant earliest) {
  /** What may have happened at any time. */
  public Arrival(String source, Instant receivedAt, String occasion, long index) {
    this(source, receivedAt, occasion, index, Instant.EPOCH);
  }

  /** In a call of its own, which is not repeated: what comes again comes on another occasion. */
  public static Arrival inCall(String source, Instant receivedAt, long index) {
    return new Arrival(source, receivedAt, receivedAt.toString(), index);
  }

  /**
   * In a file, which may be read again: the same line is the same record.
   *
   * @param file tells it from other files
   */
  public static Arrival inFile(String source, Instant receivedAt, String file, long index) {
    return new Arrival(source, receivedAt, file, index);
  }

  /** The same arrival, at a door that takes nothing older. */
  public Arrival notBefore(Instant bound) {
    return new Arrival(source, receivedAt, occasion, index, bound);
  }
}
