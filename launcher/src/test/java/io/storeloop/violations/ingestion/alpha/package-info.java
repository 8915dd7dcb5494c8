/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.ingestion.alpha;

import org.jspecify.annotations.NullMarked;
