package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.LogGamma;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParetoNbdTest {

  @Test
  void likelihoodComputedByHand() {
    // x = 0, all parameters 1, T = 1: stayed 1/2 · 1/2, left ∫ (1 + u)^-3 du = (1 - 1/4) / 2
    var process = new ParetoNbd(1, 1, 1, 1);
    var once = new PurchaseHistory(0, 0, 1);

    assertThat(process.logLikelihood(once)).isCloseTo(Math.log(0.25 + 0.375), within(1e-12));
    assertThat(process.aliveProbability(once)).isCloseTo(0.4, within(1e-12));
    // 0.4 · 1/2 · 2 · ln(1 + 2/2)
    assertThat(process.expectedPurchases(once, 2)).isCloseTo(0.4 * Math.log(2), within(1e-12));
  }

  @Test
  void likelihoodIsThePapersHypergeometricForm() {
    var random = new Random(3);
    for (int i = 0; i < 100; i++) {
      double r = 0.2 + random.nextDouble();
      double alpha = 1 + 14 * random.nextDouble();
      double s = 0.2 + random.nextDouble();
      double beta = 1 + 14 * random.nextDouble();
      int x = random.nextInt(8);
      double age = 5 + 30 * random.nextDouble();
      double last = x > 0 ? age * random.nextDouble() : 0;

      double paper = papersLikelihood(r, alpha, s, beta, x, last, age);

      assertThat(new ParetoNbd(r, alpha, s, beta).logLikelihood(new PurchaseHistory(x, last, age)))
          .isCloseTo(Math.log(paper), within(1e-8));
    }
  }

  /** Fader and Hardie (2005), equations 18 to 20. */
  private static double papersLikelihood(
      double r, double alpha, double s, double beta, int x, double last, double age) {
    double shape = r + s + x;
    double most = Math.max(alpha, beta);
    double second = alpha >= beta ? s + 1 : r + x;
    double apart = Math.abs(alpha - beta);
    double early =
        NaiveIntegrals.hypergeometric(shape, second, shape + 1, apart / (most + last))
            / Math.pow(most + last, shape);
    double late =
        NaiveIntegrals.hypergeometric(shape, second, shape + 1, apart / (most + age))
            / Math.pow(most + age, shape);
    double factor =
        Math.exp(LogGamma.of(r + x) - LogGamma.of(r) + r * Math.log(alpha) + s * Math.log(beta));
    return factor
        * (Math.pow(alpha + age, -r - x) * Math.pow(beta + age, -s) + s / shape * (early - late));
  }

  @Test
  void likelihoodIsTheMeanOverRates() {
    double naive =
        NaiveIntegrals.gammaGammaMean(
            0.8,
            5,
            0.9,
            7,
            (rate, leaving) ->
                Math.pow(rate, 2)
                    / (rate + leaving)
                    * (leaving * Math.exp(-(rate + leaving) * 6)
                        + rate * Math.exp(-(rate + leaving) * 20)));

    assertThat(new ParetoNbd(0.8, 5, 0.9, 7).logLikelihood(new PurchaseHistory(2, 6, 20)))
        .isCloseTo(Math.log(naive), within(1e-4));
  }

  @Test
  void countsAgreeWithExpectationProbabilityAndDraws() {
    var process = new ParetoNbd(0.6, 5, 0.7, 8);
    ProcessLaws.countsAgree(process, new PurchaseHistory(0, 0, 5));
    ProcessLaws.countsAgree(process, new PurchaseHistory(4, 9, 12));
    ProcessLaws.countsAgree(process, PurchaseHistory.NEWCOMER);
    ProcessLaws.countsAgree(new ParetoNbd(0.6, 5, 1, 8), new PurchaseHistory(2, 9, 12));
  }

  @Test
  void extremeHistoriesStayFinite() {
    var process = new ParetoNbd(0.01, 1e-3, 5, 1e-4);

    for (int x : new int[] {0, 1, 1_000, 100_000}) {
      var history = new PurchaseHistory(x, x > 0 ? 10 : 0, 4_000);
      assertThat(process.logLikelihood(history)).isFinite();
      assertThat(process.aliveProbability(history)).isBetween(0.0, 1.0);
      assertThat(process.purchaseProbability(history, 30)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void refusesWhatIsNoProcess() {
    assertThatThrownBy(() -> new ParetoNbd(1, 1, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s must be above 0 and finite, but was NaN");
  }
}
