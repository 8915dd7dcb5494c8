/** Which pairs of a user and an item become purchases, learnt from what came of earlier ones. */
@NullMarked
package io.storeloop.algorithms.ranking;

import org.jspecify.annotations.NullMarked;
