package io.storeloop.algorithms.tuning;

/**
 * What a better model has more of; each at a length of list, averaged over users, within [0, 1].
 */
public enum Goal {
  NDCG,
  HIT_RATE,
  RECALL
}
