/** Answers "what next?" for one shopper, with reasons. */
@NullMarked
package io.storeloop.recommendation.recommend;

import org.jspecify.annotations.NullMarked;
