/** Receives events and the item feed; owns the event log. */
@NullMarked
package io.storeloop.ingestion;

import org.jspecify.annotations.NullMarked;
