package io.storeloop.ingestion.eventlog;

import java.time.Instant;
import java.util.List;

/**
 * The judged records of one call or one piece of a file.
 *
 * @param source the door they came through, under which they are counted
 * @param receivedAt when they arrived; all of them are noted as received then
 */
record Batch(String source, Instant receivedAt, List<Submission> submissions) {}
