package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.LogGamma;
import io.storeloop.algorithms.lifetime.Fit.Fitted;
import io.storeloop.algorithms.lifetime.GammaGammaFit.Spender;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GammaGammaTest {

  @Test
  void densityAndExpectationComputedByHand() {
    var model = new GammaGamma(1, 2, 1);

    // Γ(3) / (Γ(1) Γ(2)) / (1 + z)³ at z = 1
    assertThat(model.logLikelihood(1, 1)).isCloseTo(Math.log(2.0 / 8), within(1e-12));
    // (1 + 1 · 5) / (1 + 2 - 1)
    assertThat(model.expectedAmount(1, 5)).isCloseTo(3, within(1e-12));
    assertThat(model.expectedAmount(0, 0)).isCloseTo(1, within(1e-12));
    assertThat(model.meanAmount()).isCloseTo(1, within(1e-12));
  }

  @Test
  void densityIsTheMeanOverCustomers() {
    var model = new GammaGamma(3, 2.5, 8);
    int purchases = 4;
    double mean = 6;
    // a mean of n amounts Gamma(p, ν) is Gamma(n p, n ν)
    double naive =
        NaiveIntegrals.gammaMean(
            2.5,
            8,
            rate -> {
              double shape = 3 * purchases;
              return Math.exp(
                  shape * Math.log(purchases * rate)
                      - LogGamma.of(shape)
                      + (shape - 1) * Math.log(mean)
                      - purchases * rate * mean);
            });

    assertThat(model.logLikelihood(purchases, mean)).isCloseTo(Math.log(naive), within(1e-6));
  }

  @Test
  void findsTheParametersOfSimulatedSpenders() {
    var truth = new GammaGamma(6, 3.7, 15);
    var random = new Random(3);
    List<Spender> spenders = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      double mean = truth.drawMean(0, 0, random);
      int purchases = 1 + random.nextInt(5);
      double sum = 0;
      for (int n = 0; n < purchases; n++) {
        sum += truth.drawAmount(mean, random);
      }
      spenders.add(new Spender(purchases, sum / purchases));
    }

    var model =
        ((Fitted<GammaGamma>) GammaGammaFit.of(spenders, LifetimeOptions.standard())).model();

    assertThat(model.p()).isCloseTo(6, within(0.7));
    assertThat(model.q()).isCloseTo(3.7, within(0.5));
    assertThat(model.meanAmount()).isCloseTo(truth.meanAmount(), within(1.2));
  }

  @Test
  void threeSpendersWhoAreAllAlikeStayNearThePrior() {
    List<Spender> alike = List.of(new Spender(2, 10), new Spender(3, 10), new Spender(1, 10));

    var model = ((Fitted<GammaGamma>) GammaGammaFit.of(alike, LifetimeOptions.standard())).model();

    assertThat(model.p()).isBetween(1.0, 60.0);
    assertThat(model.expectedAmount(2, 10)).isCloseTo(10, within(1.5));
  }

  @Test
  void nobodyWhoCameBackIsRefused() {
    assertThat(GammaGammaFit.of(List.of(), LifetimeOptions.standard()))
        .isEqualTo(
            new Fit.InsufficientEvidence<>(
                List.of("0 customers with an amount above 0 who bought again, 3 are needed")));
  }

  @Test
  void refusesAModelWithoutMean() {
    assertThatThrownBy(() -> new GammaGamma(1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("q - 1");
    assertThatThrownBy(() -> new Spender(0, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Spender(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
