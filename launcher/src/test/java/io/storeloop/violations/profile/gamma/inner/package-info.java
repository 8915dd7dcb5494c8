/** Planted violations, which the architecture rules must find. */
@NullMarked
package io.storeloop.violations.profile.gamma.inner;

import org.jspecify.annotations.NullMarked;
