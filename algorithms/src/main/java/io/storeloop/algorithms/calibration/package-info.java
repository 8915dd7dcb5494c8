/** Turns scores into probabilities that keep their word. */
@NullMarked
package io.storeloop.algorithms.calibration;

import org.jspecify.annotations.NullMarked;
