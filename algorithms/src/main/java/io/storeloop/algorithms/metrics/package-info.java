/** How good a ranking, a probability or a clustering is. */
@NullMarked
package io.storeloop.algorithms.metrics;

import org.jspecify.annotations.NullMarked;
