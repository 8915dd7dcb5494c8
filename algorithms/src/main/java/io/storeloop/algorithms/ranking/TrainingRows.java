package io.storeloop.algorithms.ranking;

/**
 * What a model learns from.
 *
 * @param features rows × features, flat
 * @param labels whether each row's pair was bought in the period that followed
 */
record TrainingRows(float[] features, boolean[] labels) {
  LogisticRegression fit(double l2) {
    return LogisticRegression.fit(features, PairFeatures.COUNT, labels, l2);
  }
}
