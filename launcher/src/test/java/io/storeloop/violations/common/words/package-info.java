/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.common.words;

import org.jspecify.annotations.NullMarked;
