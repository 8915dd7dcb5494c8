package io.storeloop.profile.feature;

/** What kind of value a feature has. */
public enum FeatureType {
  NUMBER,
  STRING,
  /** Shares in [0, 1] by name, of few names: one that is not among them has none, which is 0. */
  SHARES,
  /**
   * Shares in [0, 1] by group and name, the strongest alone: {@code affinity.category.shoes}. One
   * that is not among them is not known.
   */
  SHARES_BY_GROUP
}
