package io.storeloop.demoshop;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A seeded source of chance that gives the same draws on every machine.
 *
 * <p>Only the 64 bits of L64X128MixRandom, whose algorithm the JDK specifies, and {@link
 * StrictMath} are used. The generator's own {@code nextInt(bound)} or {@code nextGaussian()} may be
 * implemented differently one day, so they are not. Not safe for use by several threads.
 */
final class Dice {
  private static final RandomGeneratorFactory<RandomGenerator> L64X128 =
      RandomGeneratorFactory.of("L64X128MixRandom");
  private static final double UNIT = 0x1p-53;

  private final RandomGenerator bits;

  private Dice(long seed) {
    bits = L64X128.create(seed);
  }

  /**
   * Independent dice for the {@code index}-th member of a {@code stream}, whatever was drawn for
   * the others.
   */
  static Dice of(long seed, Stream stream, long index) {
    return new Dice(hash(seed, stream, index));
  }

  /** What separate dice are thrown for; the number is part of the bytes of every shop. */
  enum Stream {
    CATALOGUE(0),
    SALE(1),
    SHOPPER(2),
    LIFE(3),
    DEVICE(4),
    OFFER(5),
    RESPONSE(6),
    RUN(7);

    private final int number;

    Stream(int number) {
      this.number = number;
    }
  }

  static long hash(long seed, Stream stream, long index) {
    return mix(mix(mix(seed) + stream.number) + index);
  }

  /**
   * A fixed bijection that spreads its bits; Stafford's variant 13, as in {@link
   * java.util.SplittableRandom}.
   */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (bits.nextLong() >>> 11) * UNIT;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  int below(int bound) {
    return (int) (unit() * bound);
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Normal with mean 0 and deviation 1, by Box and Muller. */
  double gaussian() {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - unit()))
        * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }

  /** How often {@code again} came true in a row, at most {@code limit} times. */
  int streak(double again, int limit) {
    int times = 0;
    while (times < limit && chance(again)) {
      times++;
    }
    return times;
  }

  /** An index of {@code weights} (all ≥ 0, one of them > 0), in proportion to its weight. */
  int weighted(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = unit() * sum;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }

  @SafeVarargs
  final <T> T one(T... choices) {
    return choices[below(choices.length)];
  }
}
