/** How good a ranking or a clustering is. */
@NullMarked
package io.storeloop.algorithms.metrics;

import org.jspecify.annotations.NullMarked;
