/** Interest that fades with time. */
@NullMarked
package io.storeloop.algorithms.decay;

import org.jspecify.annotations.NullMarked;
