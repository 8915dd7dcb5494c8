package io.storeloop.algorithms.lifetime;

import static io.storeloop.algorithms.lifetime.PurchaseFamily.BG_NBD;
import static io.storeloop.algorithms.lifetime.PurchaseFamily.MBG_NBD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BetaGeometricNbdTest {
  private final PurchaseProcess plain = new BetaGeometricNbd(BG_NBD, 1, 1, 1, 1);
  private final PurchaseProcess modified = new BetaGeometricNbd(MBG_NBD, 1, 1, 1, 1);
  private final PurchaseHistory once = new PurchaseHistory(0, 0, 1);
  private final PurchaseHistory twice = new PurchaseHistory(1, 1, 2);

  @Test
  void likelihoodsComputedByHand() {
    // nobody leaves before a repeat: (1 / (1 + 1))^1
    assertThat(plain.logLikelihood(once)).isCloseTo(Math.log(0.5), within(1e-12));

    // stayed B(1, 2) / B(1, 1) · 1/3² = 1/18, left B(2, 1) / B(1, 1) · 1/2² = 1/8
    assertThat(plain.logLikelihood(twice)).isCloseTo(Math.log(1.0 / 18 + 1.0 / 8), within(1e-12));

    // the first purchase may be the last: stayed B(1, 2) · 1/2 = 1/4, left B(2, 1) = 1/2
    assertThat(modified.logLikelihood(once)).isCloseTo(Math.log(0.75), within(1e-12));
  }

  @Test
  void whoBoughtOnceIsAliveForSureInOneAndNotInTheOther() {
    assertThat(plain.aliveProbability(once)).isEqualTo(1);

    // 1/4 of 3/4
    assertThat(modified.aliveProbability(once)).isCloseTo(1.0 / 3, within(1e-12));

    // 1/18 of 1/18 + 1/8
    assertThat(plain.aliveProbability(twice)).isCloseTo(4.0 / 13, within(1e-12));
  }

  @Test
  void expectedPurchasesComputedByHand() {
    // alive with λ ~ Gamma(1, 2), p ~ Beta(1, 1); t = 2: ∫ (1 - 1 / (1 + p)) / p dp = ln 2
    assertThat(plain.expectedPurchases(once, 2)).isCloseTo(Math.log(2), within(1e-12));

    // 1 - 2 / (2 + 2)
    assertThat(plain.purchaseProbability(once, 2)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void likelihoodIsTheMeanOverRatesAndLeaving() {
    var random = new Random(1);
    for (int i = 0; i < 5; i++) {
      double r = 0.5 + random.nextDouble();
      double alpha = 1 + 5 * random.nextDouble();
      double a = 0.6 + random.nextDouble();
      double b = 1 + 2 * random.nextDouble();
      int x = random.nextInt(5);
      double age = 1 + 10 * random.nextDouble();
      double last = x > 0 ? age * random.nextDouble() : 0;
      var history = new PurchaseHistory(x, last, age);

      double naivePlain =
          NaiveIntegrals.gammaBetaMean(
              r,
              alpha,
              a,
              b,
              (rate, p) ->
                  Math.pow(1 - p, x) * Math.pow(rate, x) * Math.exp(-rate * age)
                      + (x == 0
                          ? 0
                          : p
                              * Math.pow(1 - p, x - 1)
                              * Math.pow(rate, x)
                              * Math.exp(-rate * last)));
      double naiveModified =
          NaiveIntegrals.gammaBetaMean(
              r,
              alpha,
              a,
              b,
              (rate, p) ->
                  Math.pow(1 - p, x + 1) * Math.pow(rate, x) * Math.exp(-rate * age)
                      + p * Math.pow(1 - p, x) * Math.pow(rate, x) * Math.exp(-rate * last));

      assertThat(new BetaGeometricNbd(BG_NBD, r, alpha, a, b).logLikelihood(history))
          .isCloseTo(Math.log(naivePlain), within(1e-4));
      assertThat(new BetaGeometricNbd(MBG_NBD, r, alpha, a, b).logLikelihood(history))
          .isCloseTo(Math.log(naiveModified), within(1e-4));
    }
  }

  @Test
  void expectedPurchasesAreThePapersFormula() {
    var random = new Random(2);
    for (int i = 0; i < 50; i++) {
      double r = 0.1 + random.nextDouble();
      double alpha = 1 + 9 * random.nextDouble();
      double a = 0.1 + 0.8 * random.nextDouble();
      double b = 1 + 4 * random.nextDouble();
      int x = random.nextInt(30);
      var history = new PurchaseHistory(x, x > 0 ? 20 : 0, 30);
      var process = new BetaGeometricNbd(BG_NBD, r, alpha, a, b);
      double t = 1 + 50 * random.nextDouble();

      // equation 10, without P(alive)
      double z = t / (alpha + 30 + t);
      double paper =
          (a + b + x - 1)
              / (a - 1)
              * (1
                  - Math.pow(1 - z, r + x)
                      * NaiveIntegrals.hypergeometric(r + x, b + x, a + b + x - 1, z));

      assertThat(process.expectedPurchases(history, t) / process.aliveProbability(history))
          .isCloseTo(paper, within(1e-9 * Math.abs(paper) + 1e-9));
    }
  }

  @Test
  void nothingHappensWhereThePapersFormulaHasAHole() {
    var history = new PurchaseHistory(3, 5, 9);

    double at = new BetaGeometricNbd(BG_NBD, 0.5, 4, 1, 2).expectedPurchases(history, 20);
    double beside =
        new BetaGeometricNbd(BG_NBD, 0.5, 4, 1.000001, 2).expectedPurchases(history, 20);

    assertThat(at).isCloseTo(beside, within(1e-5));
  }

  @Test
  void countsAgreeWithExpectationProbabilityAndDraws() {
    for (PurchaseFamily family : new PurchaseFamily[] {BG_NBD, MBG_NBD}) {
      var process = new BetaGeometricNbd(family, 0.7, 4, 0.8, 2.5);
      ProcessLaws.countsAgree(process, new PurchaseHistory(0, 0, 5));
      ProcessLaws.countsAgree(process, new PurchaseHistory(4, 9, 12));
      ProcessLaws.countsAgree(process, PurchaseHistory.NEWCOMER);
    }
  }

  @Test
  void longHistoriesStayFinite() {
    var process = new BetaGeometricNbd(BG_NBD, 0.24, 4.4, 0.79, 2.4);
    var busy = new PurchaseHistory(20_000, 100, 5_000);

    assertThat(process.logLikelihood(busy)).isFinite();
    assertThat(process.aliveProbability(busy)).isBetween(0.0, 1e-9);
    assertThat(process.expectedPurchases(busy, 39)).isBetween(0.0, 1.0);
  }

  @Test
  void refusesWhatIsNoProcess() {
    assertThatThrownBy(() -> new BetaGeometricNbd(BG_NBD, 0, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("r must be above 0 and finite, but was 0.0");
    assertThatThrownBy(() -> new BetaGeometricNbd(PurchaseFamily.PARETO_NBD, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PurchaseHistory(1, 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1, 3.0 and 2.0");
    assertThatThrownBy(() -> new PurchaseHistory(0, 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
