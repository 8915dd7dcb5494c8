/**
 * How well the questions of a task are answered: every case is asked, the answers are ranked and
 * become figures with intervals. It knows a model only as scores.
 */
@NullMarked
package io.storeloop.recommendation.evaluation.judge;

import org.jspecify.annotations.NullMarked;
