/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.common;

import org.jspecify.annotations.NullMarked;
