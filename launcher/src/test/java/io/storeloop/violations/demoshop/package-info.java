/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.demoshop;

import org.jspecify.annotations.NullMarked;
