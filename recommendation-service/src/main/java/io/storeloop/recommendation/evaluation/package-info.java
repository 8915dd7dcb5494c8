/**
 * How good a model is on data it has not seen, measured the same way for every model and file: the
 * command and its report. The steps are packages of which each knows only those named before it:
 * {@code file} reads, {@code protocol} holds back, {@code judge} asks and counts, {@code learning}
 * makes the models that are asked.
 */
@NullMarked
package io.storeloop.recommendation.evaluation;

import org.jspecify.annotations.NullMarked;
