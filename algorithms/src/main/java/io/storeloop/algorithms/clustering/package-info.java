/** Preparing rows of features for a clustering. */
@NullMarked
package io.storeloop.algorithms.clustering;

import org.jspecify.annotations.NullMarked;
