package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewCustomersTest {
  private static final Duration HORIZON = Duration.ofDays(90);
  private static final Instant CUT = BuyersFixture.NOW.minus(HORIZON);
  private static final int SHOPS = 40;
  private static final int CUSTOMERS = 14;

  @Test
  void whatIsToldInManySmallShopsComesTrueAsOftenAndTheIntervalsHoldIt() throws Exception {
    double told = 0;
    double lower = 0;
    double upper = 0;
    double error = 0;
    double ownErrors = 0;
    int came = 0;
    int asked = 0;
    for (int shop = 0; shop < SHOPS; shop++) {
      List<ShopperHistory> shoppers = BuyersFixture.buyers(CUSTOMERS, shop);
      TrainedPredictor predictor = FewCustomers.learned(shoppers, CUT, HORIZON, Target.PURCHASE);
      for (ShopperHistory shopper : shoppers) {
        if (Target.CHURN.isAskedOf(shopper.before(CUT))) {
          TrainedPredictor.Prediction said = predictor.of(shopper, CUT);
          double buys = shopper.buysWithin(CUT, HORIZON) ? 1 : 0;
          boolean before = shopper.buysWithin(CUT.minus(HORIZON), HORIZON);
          told += said.probability();
          lower += said.interval().lower();
          upper += said.interval().upper();
          error += Math.pow(said.probability() - buys, 2);
          ownErrors += Math.pow((before ? 1 : 0) - buys, 2);
          came += (int) buys;
          asked++;
        }
      }
    }

    // of 560 a share has a standard error of 0.02
    assertThat(told / asked).isCloseTo((double) came / asked, within(0.07));
    assertThat((double) came / asked).isBetween(lower / asked, upper / asked);
    assertThat(upper / asked - lower / asked).isGreaterThan(0.1);
    assertThat(error).isLessThan(ownErrors);
  }
}
