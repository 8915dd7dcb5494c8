package io.storeloop.algorithms.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The probability as a rising curve through the shares of yes of neighbouring scores.
 *
 * <p>Pools adjacent violators, then joins the middles of the pools by straight lines, so that
 * different scores keep different probabilities where the curve rises; beyond its ends the curve is
 * flat. O(cases · log cases). Sources: Zadrozny and Elkan, Transforming Classifier Scores into
 * Accurate Multiclass Probability Estimates, KDD 2002; Ayer et al., Annals of Mathematical
 * Statistics 26 (1955). Departures: the straight lines, and no pool says less than 1 / (cases + 2)
 * or more than one minus that.
 *
 * @param scores middles of the pools, ascending
 * @param probabilities their shares of yes, never falling
 */
@SuppressWarnings("ArrayRecordComponent") // a curve, compared by nobody
public record IsotonicCurve(double[] scores, double[] probabilities) implements Calibration {
  public IsotonicCurve {
    if (scores.length == 0 || scores.length != probabilities.length) {
      throw new IllegalArgumentException(
          "a curve needs as many probabilities as scores, at least one, but had %d and %d"
              .formatted(probabilities.length, scores.length));
    }
    for (int i = 0; i < scores.length; i++) {
      boolean falls =
          i > 0 && (scores[i] <= scores[i - 1] || probabilities[i] < probabilities[i - 1]);
      if (falls || !(probabilities[i] > 0 && probabilities[i] < 1)) {
        throw new IllegalArgumentException(
            "a curve must rise within (0, 1), but does not at %s".formatted(scores[i]));
      }
    }
  }

  /**
   * Learns from scores and what came of them.
   *
   * @throws IllegalArgumentException if lengths differ or there is no case
   */
  public static IsotonicCurve fit(double[] scores, boolean[] labels) {
    if (scores.length != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "every label needs a score, but there were %d and %d"
              .formatted(labels.length, scores.length));
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] sums = new double[order.length];
    double[] yes = new double[order.length];
    double[] cases = new double[order.length];
    int pools = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        sums[pools] += scores[order[to]];
        yes[pools] += labels[order[to]] ? 1 : 0;
        cases[pools]++;
        to++;
      }
      from = to;
      while (pools > 0 && yes[pools] * cases[pools - 1] <= yes[pools - 1] * cases[pools]) {
        sums[pools - 1] += sums[pools];
        yes[pools - 1] += yes[pools];
        cases[pools - 1] += cases[pools];
        sums[pools] = 0;
        yes[pools] = 0;
        cases[pools] = 0;
        pools--;
      }
      pools++;
    }
    return curve(Arrays.copyOf(sums, pools), yes, cases, order.length);
  }

  private static IsotonicCurve curve(double[] sums, double[] yes, double[] cases, int all) {
    double least = 1 / (all + 2.0);
    double[] middles = new double[sums.length];
    double[] shares = new double[sums.length];
    for (int pool = 0; pool < sums.length; pool++) {
      middles[pool] = sums[pool] / cases[pool];
      shares[pool] = Math.clamp(yes[pool] / cases[pool], least, 1 - least);
    }
    return new IsotonicCurve(middles, shares);
  }

  @Override
  public IsotonicCurve moved(double by) {
    return new IsotonicCurve(
        scores,
        Arrays.stream(probabilities)
            .map(probability -> Calibration.moved(probability, by))
            .toArray());
  }

  @Override
  public double probability(double score) {
    int place = Arrays.binarySearch(scores, score);
    if (place >= 0) {
      return probabilities[place];
    }
    int right = -place - 1;
    if (right == 0 || right == scores.length) {
      return probabilities[Math.min(right, scores.length - 1)];
    }
    double share = (score - scores[right - 1]) / (scores[right] - scores[right - 1]);
    return probabilities[right - 1] + share * (probabilities[right] - probabilities[right - 1]);
  }
}
