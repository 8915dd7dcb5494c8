/** Takes whole files of events and works through them in the background. */
@NullMarked
package io.storeloop.ingestion.imports;

import org.jspecify.annotations.NullMarked;
