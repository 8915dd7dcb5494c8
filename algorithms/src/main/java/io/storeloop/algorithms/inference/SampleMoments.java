package io.storeloop.algorithms.inference;

/**
 * What a sample says about a mean: all that the intervals of this package need to keep of the users
 * counted. Two parts of a sample add up to the whole, in any order.
 *
 * <p>Source: Chan, Golub and LeVeque, Algorithms for Computing the Sample Variance, The American
 * Statistician 37 (1983), eq. 2.1: sums of squares about the mean do not cancel.
 *
 * @param count users counted, 0 or more
 * @param mean of their values, 0 for nobody
 * @param squares Σ (value − mean)², 0 or more
 */
public record SampleMoments(long count, double mean, double squares) {
  public static final SampleMoments EMPTY = new SampleMoments(0, 0, 0);

  /** Refuses what no sample has. */
  public SampleMoments {
    if (count < 0 || !(squares >= 0) || Double.isNaN(mean) || Double.isInfinite(mean)) {
      throw new IllegalArgumentException(
          "a sample needs a count and squares of 0 or more and a finite mean, but had %d, %s and %s"
              .formatted(count, squares, mean));
    }
  }

  /** The sample of these values. */
  public static SampleMoments of(double... values) {
    SampleMoments sample = EMPTY;
    for (double value : values) {
      sample = sample.plus(value);
    }
    return sample;
  }

  /** The sample of ones and zeros that a proportion counts. */
  public static SampleMoments of(Proportion proportion) {
    double rate = proportion.rate();
    return new SampleMoments(proportion.trials(), rate, proportion.successes() * (1 - rate));
  }

  /** With one user more. */
  public SampleMoments plus(double value) {
    double away = value - mean;
    double next = mean + away / (count + 1);
    return new SampleMoments(count + 1, next, squares + away * (value - next));
  }

  /** Both samples as one. */
  public SampleMoments plus(SampleMoments other) {
    if (other.count == 0 || count == 0) {
      return count == 0 ? other : this;
    }
    double away = other.mean - mean;
    double share = (double) other.count / (count + other.count);
    return new SampleMoments(
        count + other.count,
        mean + away * share,
        squares + other.squares + away * away * count * share);
  }

  /** The sample variance, 0 for fewer than two users. */
  public double variance() {
    return count < 2 ? 0 : squares / (count - 1);
  }
}
