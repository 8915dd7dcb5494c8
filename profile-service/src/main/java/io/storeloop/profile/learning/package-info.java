/**
 * Learns to say yes or no from a table of features, with probabilities that keep their word and the
 * reasons for each; knows Smile, whose trees it takes over as plain arrays.
 */
@NullMarked
package io.storeloop.profile.learning;

import org.jspecify.annotations.NullMarked;
