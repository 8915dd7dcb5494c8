/** How long loops are shared among threads. */
@NullMarked
package io.storeloop.algorithms.workers;

import org.jspecify.annotations.NullMarked;
