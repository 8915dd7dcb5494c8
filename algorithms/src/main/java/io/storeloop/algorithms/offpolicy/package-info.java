/** What another way of choosing would have brought, from the log of this one. */
@NullMarked
package io.storeloop.algorithms.offpolicy;

import org.jspecify.annotations.NullMarked;
