package io.storeloop.profile.grouping;

import org.jspecify.annotations.Nullable;

/**
 * A quantity by which rows are grouped, with the words for groups that have much or little of it.
 *
 * @param heavyTailed counts and money: the logarithm is taken first
 * @param shareOf of what it is a share, in which case its cells are square roots of shares, so that
 *     distances are those of Hellinger; null for a quantity of its own
 */
public record Column(
    String name, boolean heavyTailed, String high, String low, @Nullable String shareOf) {
  /** A quantity of its own. */
  public Column(String name, boolean heavyTailed, String high, String low) {
    this(name, heavyTailed, high, low, null);
  }

  boolean isShare() {
    return shareOf != null;
  }
}
