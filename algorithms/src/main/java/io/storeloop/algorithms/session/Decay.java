package io.storeloop.algorithms.session;

/**
 * How a weight falls with distance, which is counted in clicks from 0.
 *
 * @param length the distance on which the form works, above 0, in clicks
 */
public record Decay(Form form, double length) {

  /** The factor at a distance d for length L. */
  public enum Form {
    /** 1 at every distance. */
    NONE,
    /** max(0, 1 - d / L), Serenade's. */
    LINEAR,
    /** 1 / (1 + d / L), the mildest that falls. */
    HYPERBOLIC,
    /** exp(-d / L), STAN's. */
    EXPONENTIAL
  }

  private static final double MAX_LENGTH = 1e6;

  /** Refuses a length outside (0, 1e6] with an {@link IllegalArgumentException}. */
  public Decay {
    if (!(length > 0 && length <= MAX_LENGTH)) {
      throw new IllegalArgumentException(
          "length must be above 0 and at most %s, but was %s".formatted(MAX_LENGTH, length));
    }
  }

  public static Decay none() {
    return new Decay(Form.NONE, 1);
  }

  public static Decay linear(double length) {
    return new Decay(Form.LINEAR, length);
  }

  public static Decay hyperbolic(double length) {
    return new Decay(Form.HYPERBOLIC, length);
  }

  public static Decay exponential(double length) {
    return new Decay(Form.EXPONENTIAL, length);
  }

  /** The factor at a distance of 0 or more: 1 at 0, never rising, never below 0. */
  public double at(int distance) {
    return switch (form) {
      case NONE -> 1;
      case LINEAR -> Math.max(0, 1 - distance / length);
      case HYPERBOLIC -> 1 / (1 + distance / length);
      case EXPONENTIAL -> Math.exp(-distance / length);
    };
  }

  /** The factors of the distances 0 to {@code size - 1}. */
  float[] table(int size) {
    float[] factors = new float[size];
    for (int distance = 0; distance < size; distance++) {
      factors[distance] = (float) at(distance);
    }
    return factors;
  }

  @Override
  public String toString() {
    return form == Form.NONE
        ? "none"
        : form.name().toLowerCase(java.util.Locale.ROOT) + " " + length;
  }
}
