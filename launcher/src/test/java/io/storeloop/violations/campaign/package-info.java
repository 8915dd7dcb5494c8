/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.campaign;

import org.jspecify.annotations.NullMarked;
