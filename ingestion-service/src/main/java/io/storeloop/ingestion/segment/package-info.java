/** Takes the Segment HTTP API and translates it into canonical events. */
@NullMarked
package io.storeloop.ingestion.segment;

import org.jspecify.annotations.NullMarked;
