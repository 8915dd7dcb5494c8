package io.storeloop.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ProfileSubjectTest {
  private final Subject anna =
      new ProfileSubject(
          JsonMapper.shared()
              .readTree(
                  """
                  {"userId": "anna",
                   "traits": {"country": "DE", "newsletter": true, "size.shoe": 39, "address": {"city": "Bonn"}},
                   "features": {"orders": 2, "priceBand": "low", "hourShare": {"0": 0.75, "1": 0.25}, "weekdayShare": {"1": 1.0},
                                "affinity": {"category": {"shoes.red": 0.7}, "brand": {"Acme": 0.4}}},
                   "segments": ["vip", "loyal"], "cluster": {"cluster": 2, "label": "bargain hunters"},
                   "predictions": {"churn": {"state": "predicted", "probability": 0.31},
                                   "lifetime-value": {"state": "predicted", "probability": 0.6, "value": 61.8},
                                   "purchase": {"state": "insufficient_evidence", "missing": "a model"}}}
                  """),
          "anna");

  @Test
  void everyPathFindsItsValue() {
    assertThat(anna.value("userId")).contains(Value.of("anna"));
    assertThat(anna.value("traits.country")).contains(Value.of("DE"));
    assertThat(anna.value("traits.newsletter")).contains(Value.of(true));
    assertThat(anna.value("traits.size.shoe")).contains(Value.of(39));
    assertThat(anna.value("traits.address")).contains(new Value.OpaqueValue());
    assertThat(anna.value("features.orders")).contains(Value.of(2));
    assertThat(anna.value("features.priceBand")).contains(Value.of("low"));
    assertThat(anna.value("features.affinity.category.shoes.red")).contains(Value.of(0.7));
    assertThat(anna.value("features.affinity.brand.Acme")).contains(Value.of(0.4));
    assertThat(anna.value("features.hourShare.1")).contains(Value.of(0.25));
    assertThat(anna.value("features.hourShare.23")).contains(Value.of(0));
    assertThat(anna.value("features.weekdayShare.1")).contains(Value.of(1.0));
    assertThat(anna.value("features.weekdayShare.7")).contains(Value.of(0));
    assertThat(anna.value("segments")).contains(Value.of(List.of("vip", "loyal")));
    assertThat(anna.value("cluster")).contains(Value.of("bargain hunters"));
    assertThat(anna.value("predictions.churn.probability")).contains(Value.of(0.31));
    assertThat(anna.value("predictions.lifetimeValue.value")).contains(Value.of(61.8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traits.age",
        "traits.address.city",
        "features.recencyDays",
        "features.affinity.category.hats",
        "predictions.purchase.probability",
        "predictions.nextPurchase.value"
      })
  void whatTheProfileDoesNotHoldIsAbsent(String path) {
    assertThat(anna.value(path)).isEmpty();
  }

  @Test
  void anEmptyProfileHasNothingAtAll() {
    Subject nobody = new ProfileSubject(JsonMapper.shared().readTree("{}"), null);

    assertThat(nobody.value("userId")).isEmpty();
    assertThat(nobody.value("segments")).isEmpty();
    assertThat(nobody.value("cluster")).isEmpty();
    assertThat(nobody.value("features.orders")).isEmpty();
    assertThat(nobody.value("features.hourShare.23")).isEmpty();
  }
}
