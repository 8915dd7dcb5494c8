/** Who will buy, and who will leave, within a stated horizon, and why. */
@NullMarked
package io.storeloop.profile.predictor;

import org.jspecify.annotations.NullMarked;
