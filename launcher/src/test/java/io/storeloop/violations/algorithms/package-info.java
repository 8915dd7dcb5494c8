/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.algorithms;

import org.jspecify.annotations.NullMarked;
