package io.storeloop.algorithms.lifetime;

import java.util.List;

/**
 * Learns a {@link PurchaseProcess} from histories: maximum likelihood, drawn to a prior where few
 * customers came back.
 *
 * <p>The prior says that logarithms of parameters are normal; its medians are what the published
 * fits of the data sets in the sources of the families centre on, scales of time as shares of the
 * mean age, so that the unit does not matter, and its deviations leave a factor of about three
 * either way. It fades linearly as customers come back ({@link LifetimeOptions#priorWeight}):
 * departure from a proper posterior, made so that a large shop gets the papers' estimate.
 * Deterministic, not moved by the order of the customers; a few hundred likelihoods.
 */
public final class ProcessFit {
  private static final int ALPHA = 1;
  private static final int BETA = 3;

  private static final double[] BETA_MEDIANS = Prior.logs(0.5, 0.3, 0.7, 2.5);
  private static final double[] PARETO_MEDIANS = Prior.logs(0.5, 0.3, 0.6, 0.4);
  private static final double[] PRIOR_DEVIATIONS = {1, 1, 1, 1};

  private final PurchaseFamily family;
  private final WeightedHistories histories;
  private final double meanAge;
  private final double priorWeight;

  private ProcessFit(
      PurchaseFamily family, WeightedHistories histories, double meanAge, double priorWeight) {
    this.family = family;
    this.histories = histories;
    this.meanAge = meanAge;
    this.priorWeight = priorWeight;
  }

  /**
   * Fits one family.
   *
   * @param customers one history each, in one unit of time
   */
  public static Fit<PurchaseProcess> of(
      PurchaseFamily family, List<PurchaseHistory> customers, LifetimeOptions options) {
    List<String> missing = options.missing(customers.size(), repeaters(customers));
    if (!missing.isEmpty()) {
      return new Fit.InsufficientEvidence<>(missing);
    }
    // sorted, so that their order does not count
    List<PurchaseHistory> some = options.thinned(customers.stream().sorted().toList());
    int repeaters = repeaters(some);
    double meanAge = some.stream().mapToDouble(PurchaseHistory::age).average().orElseThrow();
    var histories = new WeightedHistories(some);
    double weight = options.priorWeight(repeaters);
    return new ProcessFit(family, histories, meanAge, weight).run(some.size(), repeaters);
  }

  static int repeaters(List<PurchaseHistory> customers) {
    return (int) customers.stream().filter(history -> history.repeats() > 0).count();
  }

  private Fit<PurchaseProcess> run(int customers, int repeaters) {
    Minimum minimum = Minimiser.of(this::cost, starts(priorMedians()));
    PurchaseProcess process = process(minimum.point());
    return new Fit.Fitted<>(
        process,
        histories.logLikelihood(process),
        customers,
        repeaters,
        priorWeight,
        ParameterSpread.of(minimum, this::process));
  }

  /** From the prior, and from heavier and lighter buyers. */
  private static List<double[]> starts(double[] median) {
    double[] even = median.clone();
    even[0] += 1;
    even[ALPHA] += 1;
    return List.of(median, even);
  }

  private double cost(double[] logs) {
    return Prior.cost(logs, priorMedians(), PRIOR_DEVIATIONS, priorWeight)
        - histories.logLikelihood(process(logs));
  }

  /** A process from logarithms, scales of time as shares of the mean age. */
  private PurchaseProcess process(double[] logs) {
    double[] parameters = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      parameters[i] = Math.exp(logs[i]) * (isTime(i) ? meanAge : 1);
    }
    return family.process(parameters);
  }

  private boolean isTime(int parameter) {
    return parameter == ALPHA || (parameter == BETA && family == PurchaseFamily.PARETO_NBD);
  }

  private double[] priorMedians() {
    return family == PurchaseFamily.PARETO_NBD ? PARETO_MEDIANS : BETA_MEDIANS;
  }
}
