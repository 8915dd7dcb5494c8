/** How fast the algorithms are, against a plain way of doing the same. */
@NullMarked
package io.storeloop.benchmarks;

import org.jspecify.annotations.NullMarked;
