/** Which items are put into the same basket more often than chance would have it. */
@NullMarked
package io.storeloop.algorithms.basket;

import org.jspecify.annotations.NullMarked;
