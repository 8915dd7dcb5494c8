/** How good a model is on data it has not seen, measured the same way for every model and file. */
@NullMarked
package io.storeloop.recommendation.evaluation;

import org.jspecify.annotations.NullMarked;
