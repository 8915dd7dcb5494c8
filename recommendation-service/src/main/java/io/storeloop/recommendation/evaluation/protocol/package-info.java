/**
 * What is learnt from and what is asked afterwards: the options of the command and, for each
 * protocol, how the rows of the files become a task. Nothing of the test is in what is learnt from.
 */
@NullMarked
package io.storeloop.recommendation.evaluation.protocol;

import org.jspecify.annotations.NullMarked;
