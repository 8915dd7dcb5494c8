package io.storeloop.algorithms.inference;

/** A closed interval of plausible values; units are those of what it estimates. */
public record Interval(double lower, double upper) {

  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "lower must be at most upper, but were %s and %s".formatted(lower, upper));
    }
  }

  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
