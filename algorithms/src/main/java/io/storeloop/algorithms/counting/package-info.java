/** Exact counts of pairs of items, kept up to date event by event. */
@NullMarked
package io.storeloop.algorithms.counting;

import org.jspecify.annotations.NullMarked;
