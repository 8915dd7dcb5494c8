/** Keeps the records that were rejected, with the reason, until somebody mends them. */
@NullMarked
package io.storeloop.ingestion.quarantine;

import org.jspecify.annotations.NullMarked;
