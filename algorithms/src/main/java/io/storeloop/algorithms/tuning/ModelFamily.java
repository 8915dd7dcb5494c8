package io.storeloop.algorithms.tuning;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What {@link HistorySearch} tries. */
public enum ModelFamily {
  /** The most chosen items. */
  POPULARITY,
  /** Forms of the co-occurrence kernel; always tried. */
  KERNEL,
  USER_NEIGHBOURS,
  /** EASE^R, where the catalogue is small enough. */
  EASE,
  /** EASE^R over each item's most similar items. */
  SPARSE_EASE,
  /** The history once more, where items may be recommended again. */
  AGAIN,
  /** Weighted sums of the others. */
  BLEND,
  /** The best candidates in an order learnt from what all families say of them. */
  LEARNT_ORDER;

  public static final Set<ModelFamily> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(ModelFamily.class));
}
