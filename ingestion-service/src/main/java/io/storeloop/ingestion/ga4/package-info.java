/** The Measurement Protocol of Google Analytics 4. */
@NullMarked
package io.storeloop.ingestion.ga4;

import org.jspecify.annotations.NullMarked;
