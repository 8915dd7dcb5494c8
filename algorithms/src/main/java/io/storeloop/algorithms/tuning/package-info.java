/** How a shop's own settings are found: tried on a part of its data that was not learnt from. */
@NullMarked
package io.storeloop.algorithms.tuning;

import org.jspecify.annotations.NullMarked;
