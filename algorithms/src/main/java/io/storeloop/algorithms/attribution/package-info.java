/** Which campaign gets how much of the revenue. */
@NullMarked
package io.storeloop.algorithms.attribution;

import org.jspecify.annotations.NullMarked;
