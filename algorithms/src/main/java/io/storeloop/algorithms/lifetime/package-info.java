/** What the customers of a shop will still buy, and when, from the days on which they bought. */
@NullMarked
package io.storeloop.algorithms.lifetime;

import org.jspecify.annotations.NullMarked;
