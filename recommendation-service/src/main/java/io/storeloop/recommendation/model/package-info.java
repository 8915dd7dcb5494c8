/** The trained model: training it in the background, swapping it in, keeping its record. */
@NullMarked
package io.storeloop.recommendation.model;

import org.jspecify.annotations.NullMarked;
