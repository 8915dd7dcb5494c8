/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.profile;

import org.jspecify.annotations.NullMarked;
