/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.launcher;

import org.jspecify.annotations.NullMarked;
