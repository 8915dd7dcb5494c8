/** Lets every event count once, however often it is sent. */
@NullMarked
package io.storeloop.ingestion.deduplication;

import org.jspecify.annotations.NullMarked;
