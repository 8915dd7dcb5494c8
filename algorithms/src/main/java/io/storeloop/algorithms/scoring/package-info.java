/** How much speaks for an item: what all models have in common. */
@NullMarked
package io.storeloop.algorithms.scoring;

import org.jspecify.annotations.NullMarked;
