package io.storeloop.ingestion.validation;

import java.time.Instant;

/**
 * How a record came to us.
 *
 * @param source the door: {@code events}, {@code segment}, {@code import:tmall2014}
 * @param occasion which call or file it came with; the same when a file is read again
 * @param index its place in the call or file, from 0
 */
public record Arrival(String source, Instant receivedAt, String occasion, long index) {
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
}
