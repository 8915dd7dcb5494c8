/** Who belongs to which arm, decided by a hash alone. */
@NullMarked
package io.storeloop.algorithms.sampling;

import org.jspecify.annotations.NullMarked;
