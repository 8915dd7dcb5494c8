/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.profile.gamma;

import org.jspecify.annotations.NullMarked;
