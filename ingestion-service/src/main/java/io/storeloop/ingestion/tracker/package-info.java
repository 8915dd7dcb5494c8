/** Serves the script that shop pages load. */
@NullMarked
package io.storeloop.ingestion.tracker;

import org.jspecify.annotations.NullMarked;
