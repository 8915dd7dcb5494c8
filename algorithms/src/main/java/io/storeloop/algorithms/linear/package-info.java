/** Systems of linear equations, and the regressions that are one. */
@NullMarked
package io.storeloop.algorithms.linear;

import org.jspecify.annotations.NullMarked;
