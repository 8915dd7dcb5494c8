/** Stores a batch of judged records in one transaction: events, counts and quarantine together. */
@NullMarked
package io.storeloop.ingestion.eventlog;

import org.jspecify.annotations.NullMarked;
