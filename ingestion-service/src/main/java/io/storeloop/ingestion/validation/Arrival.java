package io.storeloop.ingestion.validation;

import java.time.Instant;

/**
 * How a record came to us.
 *
 * @param source the door: {@code events}, {@code segment}, {@code import:tmall2014}
 * @param index its place in the batch or file, from 0
 */
public record Arrival(String source, Instant receivedAt, long index) {}
