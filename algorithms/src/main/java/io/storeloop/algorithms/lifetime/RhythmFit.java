package io.storeloop.algorithms.lifetime;

import java.util.List;

/**
 * Learns a {@link RhythmModel} from times between purchases: maximum likelihood, drawn to a prior
 * where few customers came back, as {@link ProcessFit} does. The prior of the shape has its median
 * at 1, where nothing is known of bursts or regularity. O(purchases) a likelihood, a few hundred of
 * them.
 *
 * <p>The shape ends at {@link #MOST_SHAPE}: who buys by the calendar would have none that is
 * likeliest, as the density of gaps that are all the same grows without end, and so would times to
 * the power of it.
 */
public final class RhythmFit {
  /** Logarithms of: shape, r, alpha in mean gaps, a, b. */
  private static final double[] PRIOR_MEDIANS = {0, Math.log(0.5), 0, Math.log(0.7), Math.log(2.5)};

  private static final double[] PRIOR_DEVIATIONS = {0.3, 1, 1, 1, 1};

  /** Gaps that vary by a 25th of their mean: a day in a month. */
  static final double MOST_SHAPE = 30;

  /** Of a time to the power of the shape, either way, so that sums and products stay finite. */
  private static final double MOST_LOG = 500;

  private final List<Rhythm> rhythms;
  private final double mostShape;
  private final double meanGap;
  private final double logGaps;
  private final int gapCount;
  private final double priorWeight;

  private RhythmFit(List<Rhythm> rhythms, double priorWeight) {
    this.rhythms = rhythms;
    this.priorWeight = priorWeight;
    double sum = 0;
    double logSum = 0;
    double longest = 0;
    int count = 0;
    for (Rhythm rhythm : rhythms) {
      longest = Math.max(longest, rhythm.elapsed());
      for (double gap : rhythm.gaps()) {
        sum += gap;
        logSum += Math.log(gap);
        longest = Math.max(longest, gap);
        count++;
      }
    }
    double furthest = Math.max(Math.log(longest), Math.abs(Math.log(sum / count)));
    this.mostShape = Math.min(MOST_SHAPE, MOST_LOG / furthest);
    this.meanGap = sum / count;
    this.logGaps = logSum;
    this.gapCount = count;
  }

  /** Fits; one rhythm per customer. */
  public static Fit<RhythmModel> of(List<Rhythm> rhythms, LifetimeOptions options) {
    int repeaters = (int) rhythms.stream().filter(rhythm -> rhythm.gaps().length > 0).count();
    List<String> missing = options.missing(rhythms.size(), repeaters);
    if (!missing.isEmpty()) {
      return new Fit.InsufficientEvidence<>(missing);
    }
    List<Rhythm> some = options.thinned(rhythms);
    int kept = (int) some.stream().filter(rhythm -> rhythm.gaps().length > 0).count();
    return new RhythmFit(some, options.priorWeight(kept)).run(kept);
  }

  private Fit<RhythmModel> run(int repeaters) {
    Minimum minimum = Minimiser.of(this::cost, List.of(PRIOR_MEDIANS));
    if (!Double.isFinite(minimum.value())) {
      return new Fit.InsufficientEvidence<>(
          List.of("times between purchases that a rhythm can be fitted to"));
    }
    RhythmModel model = model(minimum.point());
    return new Fit.Fitted<>(
        model,
        logLikelihood(model),
        rhythms.size(),
        repeaters,
        priorWeight,
        ParameterSpread.of(minimum, this::model));
  }

  private double cost(double[] logs) {
    return Prior.cost(logs, PRIOR_MEDIANS, PRIOR_DEVIATIONS, priorWeight)
        - logLikelihood(model(logs));
  }

  private double logLikelihood(RhythmModel model) {
    double shape = model.shape();
    double sum = gapCount * Math.log(shape) + (shape - 1) * logGaps;
    for (Rhythm rhythm : rhythms) {
      sum += model.process().logLikelihood(rhythm.inOwnTime(shape));
    }
    return sum;
  }

  private RhythmModel model(double[] logs) {
    double shape = Math.min(mostShape, Math.exp(logs[0]));
    return new RhythmModel(
        shape,
        new BetaGeometricNbd(
            PurchaseFamily.MBG_NBD,
            Math.exp(logs[1]),
            Math.exp(logs[2]) * Math.pow(meanGap, shape),
            Math.exp(logs[3]),
            Math.exp(logs[4])));
  }
}
