/**
 * What is made of the training data: the search among models for lists, and the forecast of
 * purchases for a time split. Popularity stands beside each of them as the floor.
 */
@NullMarked
package io.storeloop.recommendation.evaluation.learning;

import org.jspecify.annotations.NullMarked;
