/** Forgets erased shoppers. */
@NullMarked
package io.storeloop.profile.erasure;

import org.jspecify.annotations.NullMarked;
