/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.tracker;

import org.jspecify.annotations.NullMarked;
