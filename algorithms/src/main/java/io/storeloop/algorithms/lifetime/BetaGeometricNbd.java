package io.storeloop.algorithms.lifetime;

import io.storeloop.algorithms.inference.LogGamma;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/**
 * BG/NBD and MBG/NBD: after a purchase the customer leaves with a probability of the own, drawn
 * from Beta(a, b). In the first a new customer stays until the first repeat, in the second the
 * first purchase may be the last, so that who bought once is not alive for sure.
 *
 * <p>Of whoever is alive, rate and leaving are known as Gamma(r + x, alpha + T) and Beta(a, b +
 * stays), where stays = x, and x + 1 in the second. Then no purchase follows within t with
 * probability ((alpha + T) / (alpha + T + t))^(r + x), since one leaves only by buying; and given p
 * there are (1 - (1 + p t / (alpha + T))^-(r + x)) / p purchases, whose mean over p is taken by
 * quadrature: equal to the papers' hypergeometric form, but without its cancellation and its hole
 * at a = 1.
 *
 * <p>Sources: Fader, Hardie and Lee, Counting Your Customers the Easy Way, Marketing Science 24
 * (2005), equations 6 and 10; Batislam, Denizel and Filiztekin, Empirical Validation and Comparison
 * of Models for Customer Base Analysis, IJRM 24 (2007), §3. Departure: P(purchase within t) and
 * P(Y(t) = n | history) are derived here; the papers give them for new customers only.
 */
public final class BetaGeometricNbd implements PurchaseProcess {
  /** Quadratures are kept for customers with fewer repeats. */
  private static final int KEPT = 512;

  /** What depends on the number of repeats alone is known beforehand up to here. */
  private static final int COUNTED = 64;

  private final PurchaseFamily family;
  private final double r;
  private final double alpha;
  private final double a;
  private final double b;
  private final double logFactor;
  private final double[] countTerms = new double[COUNTED];
  private final AtomicReferenceArray<BetaQuadrature> leaving = new AtomicReferenceArray<>(KEPT);

  /**
   * A shop's process; {@code alpha} is in the unit of time.
   *
   * @throws IllegalArgumentException if a parameter is not above 0 and finite, or the family is
   *     another
   */
  public BetaGeometricNbd(PurchaseFamily family, double r, double alpha, double a, double b) {
    if (family == PurchaseFamily.PARETO_NBD) {
      throw new IllegalArgumentException("Pareto/NBD is another process");
    }
    this.family = family;
    this.r = Parameters.positive("r", r);
    this.alpha = Parameters.positive("alpha", alpha);
    this.a = Parameters.positive("a", a);
    this.b = Parameters.positive("b", b);
    this.logFactor = r * Math.log(alpha) - LogGamma.of(r) - logBeta(a, b);
    countTerms[0] = countTerm(0);
    for (int x = 1; x < COUNTED; x++) {
      double stay = b + stays(x - 1);
      countTerms[x] = countTerms[x - 1] + Math.log((r + x - 1) * stay / (a + stay));
    }
  }

  private double countTerm(int repeats) {
    return LogGamma.of(r + repeats) + logBeta(a, b + stays(repeats));
  }

  @Override
  public PurchaseFamily family() {
    return family;
  }

  @Override
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("r", r);
    parameters.put("alpha", alpha);
    parameters.put("a", a);
    parameters.put("b", b);
    return parameters;
  }

  @Override
  public double logLikelihood(PurchaseHistory history) {
    double shape = r + history.repeats();
    int repeats = history.repeats();
    double byCount = repeats < COUNTED ? countTerms[repeats] : countTerm(repeats);
    double alive = logFactor + byCount - shape * Math.log(alpha + history.age());
    return alive + log1pExp(logOddsOfLeft(history));
  }

  @Override
  public double aliveProbability(PurchaseHistory history) {
    return 1 / (1 + Math.exp(logOddsOfLeft(history)));
  }

  @Override
  public double expectedPurchases(PurchaseHistory history, double horizon) {
    double shape = r + history.repeats();
    double reach = horizon / (alpha + history.age());
    double ifAlive =
        leaving(stays(history.repeats()))
            .mean(p ->
                p * reach < Double.MIN_NORMAL
                    ? shape * reach
                    : -Math.expm1(-shape * Math.log1p(p * reach)) / p);
    return aliveProbability(history) * ifAlive;
  }

  @Override
  public double purchaseProbability(PurchaseHistory history, double horizon) {
    double shape = r + history.repeats();
    double reach = horizon / (alpha + history.age());
    return aliveProbability(history) * -Math.expm1(-shape * Math.log1p(reach));
  }

  /**
   * Of who is alive, n purchases are n wished for and every one survived, or n or more wished for
   * and the n-th the last: wishes are negative binomial, survivals moments of the Beta.
   */
  @Override
  public double[] countProbabilities(PurchaseHistory history, double horizon, int most) {
    double alive = aliveProbability(history);
    double[] wishes =
        NegativeBinomial.probabilities(r + history.repeats(), alpha + history.age(), horizon, most);
    double[] counts = new double[most + 1];
    double staying = b + stays(history.repeats());
    double survived = 1;
    double atLeast = 1;
    for (int n = 0; n <= most; n++) {
      double lastOne = 0;
      if (n > 0) {
        lastOne = survived * a / (a + staying + n - 1) * Math.max(0, atLeast);
        survived *= (staying + n - 1) / (a + staying + n - 1);
      }
      counts[n] = alive * (survived * wishes[n] + lastOne);
      atLeast -= wishes[n];
    }
    counts[0] += 1 - alive;
    return counts;
  }

  @Override
  public int draw(PurchaseHistory history, double horizon, RandomGenerator random, double[] times) {
    if (random.nextDouble() >= aliveProbability(history)) {
      return 0;
    }
    double rate = Draws.gamma(r + history.repeats(), alpha + history.age(), random);
    double leaves = Draws.beta(a, b + stays(history.repeats()), random);
    double time = random.nextExponential() / rate;
    int count = 0;
    while (time <= horizon && count < times.length) {
      times[count++] = time;
      time =
          random.nextDouble() < leaves
              ? Double.POSITIVE_INFINITY
              : time + random.nextExponential() / rate;
    }
    return count;
  }

  /** Expected purchases per unit of time of whoever is alive at an age. */
  double rate(int repeats, double age) {
    return (r + repeats) / (alpha + age);
  }

  /** The time within which whoever is alive buys with a given probability below 1. */
  double timeUntil(PurchaseHistory history, double probability) {
    double shape = r + history.repeats();
    return (alpha + history.age()) * Math.expm1(-Math.log1p(-probability) / shape);
  }

  /** Occasions on which the customer could have left, and has not, if alive. */
  private int stays(int repeats) {
    return repeats + (family == PurchaseFamily.MBG_NBD ? 1 : 0);
  }

  /** ln of P(left) / P(alive); -∞ for who could not have left. */
  private double logOddsOfLeft(PurchaseHistory history) {
    int stays = stays(history.repeats());
    if (stays == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double silence = Math.log((alpha + history.age()) / (alpha + history.lastRepeat()));
    return Math.log(a / (b + stays - 1)) + (r + history.repeats()) * silence;
  }

  private BetaQuadrature leaving(int stays) {
    if (stays >= KEPT) {
      return new BetaQuadrature(a, b + stays);
    }
    BetaQuadrature kept = leaving.get(stays);
    if (kept == null) {
      kept = new BetaQuadrature(a, b + stays);
      leaving.set(stays, kept);
    }
    return kept;
  }

  private static double logBeta(double a, double b) {
    return LogGamma.of(a) + LogGamma.of(b) - LogGamma.of(a + b);
  }

  /** ln(1 + e^x) without overflow. */
  private static double log1pExp(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }
}
