package io.storeloop.profile.feature;

/** What kind of value a feature has. */
public enum FeatureType {
  NUMBER,
  STRING,
  /** Shares in [0, 1] by name. */
  SHARES,
  /** {@link #SHARES} by group: {@code affinity.category.shoes}. */
  SHARES_BY_GROUP
}
