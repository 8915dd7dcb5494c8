/** Forgets erased shoppers. */
@NullMarked
package io.storeloop.recommendation.erasure;

import org.jspecify.annotations.NullMarked;
