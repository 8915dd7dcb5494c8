package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.profile.learning.Classifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropensityFeatureTest {
  @ParameterizedTest
  @CsvSource({
    "orderProbability, 0.1995, 'by number and age of the orders, another comes with probability 0.2 (+0.5)'",
    "orderProbability, 0.1667, 'by number and age of the orders, another comes with probability 0.167 (+0.5)'",
    "orderProbability, 0.04321, 'by number and age of the orders, another comes with probability 0.0432 (+0.5)'",
    "orderProbability, 2.0E-7, 'by number and age of the orders, another comes with probability less than 0.001 (+0.5)'",
    "orderProbability, 0.0, 'by number and age of the orders, another comes with probability 0 (+0.5)'",
    "recencyDays, 50.0, 'last order 50 days ago (+0.5)'",
    "recencyDays, 84.2712, 'last order 84.3 days ago (+0.5)'",
    "monetaryValue, 1234.5678, 'spent 1234.6 in all, returns not taken off (+0.5)'",
    "monetaryValue, 2000.0, 'spent 2000 in all, returns not taken off (+0.5)'",
    "recencyDays, missing, 'recencyDays not known (+0.5)'"
  })
  void numbersAreRoundedAndNotCutOff(String feature, String value, String told) {
    assertThat(PropensityFeature.told(new Classifier.Reason(feature, value, 0.5))).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "purchaseDays, ordered on 1 day",
    "refunds, gave back 1 time",
    "views, 1 view or click",
    "cartAdds30, put 1 thing into the cart in the last 30 days",
    "silenceGaps, silent for 1 usual pause",
    "expectedOrders, 'by number and age of the orders, 1 more is expected'",
    "purchaseDays30, ordered on 1 of the last 30 days"
  })
  void oneIsSaidInTheSingular(String feature, String words) {
    assertThat(PropensityFeature.told(new Classifier.Reason(feature, "1.0", -0.5)))
        .isEqualTo(words + " (-0.5)");
  }

  @Test
  void whatWouldBeToldAsNothingIsNoReason() {
    Classifier.Reason heavy = new Classifier.Reason("recencyDays", "50.0", -0.9);
    Classifier.Reason light = new Classifier.Reason("views", "3.0", 0.05);
    Classifier.Reason none = new Classifier.Reason("refunds", "0.0", 0.049);

    assertThat(PropensityFeature.weighty(List.of(heavy, light, none), 8))
        .containsExactly(heavy, light);
    assertThat(PropensityFeature.weighty(List.of(heavy, light, none), 1)).containsExactly(heavy);
  }
}
