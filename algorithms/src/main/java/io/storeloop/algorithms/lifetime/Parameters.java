package io.storeloop.algorithms.lifetime;

/** What the parameters of distributions must be. */
final class Parameters {
  private Parameters() {}

  static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be above 0 and finite, but was %s".formatted(name, value));
    }
    return value;
  }
}
