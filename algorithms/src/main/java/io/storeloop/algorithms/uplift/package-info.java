/** Whom a treatment changes, and whether a ranking by it can be relied on. */
@NullMarked
package io.storeloop.algorithms.uplift;

import org.jspecify.annotations.NullMarked;
