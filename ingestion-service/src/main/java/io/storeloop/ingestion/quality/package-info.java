/** What became of every record that was sent. */
@NullMarked
package io.storeloop.ingestion.quality;

import org.jspecify.annotations.NullMarked;
