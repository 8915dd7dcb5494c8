package io.storeloop.common.conditions;

import org.jspecify.annotations.Nullable;

/**
 * How often something must have happened: at least {@code min} and, if given, at most {@code max}
 * times.
 */
public record CountRange(long min, @Nullable Long max) {

  public static final CountRange AT_LEAST_ONCE = new CountRange(1, null);

  public CountRange {
    if (min < 0 || min > ConditionLimits.MAX_COUNT) {
      throw new IllegalArgumentException(
          "min must be in 0.." + ConditionLimits.MAX_COUNT + ": " + min);
    }
    if (max != null && (max < min || max > ConditionLimits.MAX_COUNT)) {
      throw new IllegalArgumentException(
          "max must be in " + min + ".." + ConditionLimits.MAX_COUNT + ": " + max);
    }
  }

  public boolean contains(long count) {
    return count >= min && (max == null || count <= max);
  }

  @Override
  public String toString() {
    return max == null ? "at least " + min : max == min ? "exactly " + min : min + " to " + max;
  }
}
