package io.storeloop.algorithms.lifetime;

import java.util.List;

/**
 * Learns a {@link GammaGamma} from the mean amounts of customers who came back: maximum likelihood,
 * drawn to a prior where they are few, as {@link ProcessFit} does. q is kept above 1, so that there
 * is a mean; gamma is found as a share of the mean amount, so that the currency does not matter.
 */
public final class GammaGammaFit {
  /** Customers whose amounts are known. */
  public record Spender(int purchases, double meanAmount) {
    /** Refuses what cannot be. */
    public Spender {
      if (purchases < 1) {
        throw new IllegalArgumentException("purchases must be 1 or more, but was " + purchases);
      }
      Parameters.positive("meanAmount", meanAmount);
    }
  }

  /** Of p, q - 1 and gamma in mean amounts. */
  private static final double[] PRIOR_MEDIANS = Prior.logs(4, 2.5, 0.6);

  private static final double[] PRIOR_DEVIATIONS = {1, 1, 1};

  private final List<Spender> spenders;
  private final double meanAmount;
  private final double priorWeight;

  private GammaGammaFit(List<Spender> spenders, double meanAmount, double priorWeight) {
    this.spenders = spenders;
    this.meanAmount = meanAmount;
    this.priorWeight = priorWeight;
  }

  /** Fits; the amounts are those of repeat purchases, as many customers as came back. */
  public static Fit<GammaGamma> of(List<Spender> spenders, LifetimeOptions options) {
    if (spenders.size() < options.minRepeaters()) {
      return new Fit.InsufficientEvidence<>(
          List.of(
              "%d customers with an amount above 0 who bought again, %d are needed"
                  .formatted(spenders.size(), options.minRepeaters())));
    }
    List<Spender> some = options.thinned(spenders);
    double mean = some.stream().mapToDouble(Spender::meanAmount).average().orElseThrow();
    return new GammaGammaFit(some, mean, options.priorWeight(some.size())).run();
  }

  private Fit<GammaGamma> run() {
    Minimum minimum = Minimiser.of(this::cost, List.of(PRIOR_MEDIANS));
    GammaGamma model = model(minimum.point());
    return new Fit.Fitted<>(
        model,
        logLikelihood(model),
        spenders.size(),
        spenders.size(),
        priorWeight,
        ParameterSpread.of(minimum, this::model));
  }

  private double cost(double[] logs) {
    return Prior.cost(logs, PRIOR_MEDIANS, PRIOR_DEVIATIONS, priorWeight)
        - logLikelihood(model(logs));
  }

  private double logLikelihood(GammaGamma model) {
    double sum = 0;
    for (Spender spender : spenders) {
      sum += model.logLikelihood(spender.purchases(), spender.meanAmount());
    }
    return sum;
  }

  private GammaGamma model(double[] logs) {
    return new GammaGamma(Math.exp(logs[0]), 1 + Math.exp(logs[1]), Math.exp(logs[2]) * meanAmount);
  }
}
