/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.recommendation;

import org.jspecify.annotations.NullMarked;
