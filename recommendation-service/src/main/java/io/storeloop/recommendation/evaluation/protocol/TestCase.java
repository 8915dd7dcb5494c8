package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.recommendation.evaluation.file.Ids;
import org.jspecify.annotations.Nullable;

/**
 * One question with its answer.
 *
 * @param user the row of the training data whose question it is, or {@link Ids#UNKNOWN}
 * @param history what the model is told, from old to new; only in sessions are there items that the
 *     training data do not know, from the count of items on
 * @param relevant what came next, items of the training data only
 * @param missing how many further items came next that the training data do not know
 * @param others what the relevant items are ranked against; null for all items
 */
public record TestCase(
    int user, int[] history, int[] relevant, int missing, int @Nullable [] others) {}
