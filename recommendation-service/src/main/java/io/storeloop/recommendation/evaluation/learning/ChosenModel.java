package io.storeloop.recommendation.evaluation.learning;

import io.storeloop.algorithms.scoring.ItemScorer;
import java.util.Map;

/**
 * What a search made of the training data.
 *
 * @param scorer trained on all of it
 * @param settings what was chosen, plain numbers, words, lists and maps of them
 * @param searchSeconds for trying settings on a part of the training data
 * @param trainSeconds for the last training, on all of it
 */
record ChosenModel(
    ItemScorer scorer, Map<String, Object> settings, double searchSeconds, double trainSeconds) {}
