/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.ingestion;

import org.jspecify.annotations.NullMarked;
