/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.ingestion.beta;

import org.jspecify.annotations.NullMarked;
