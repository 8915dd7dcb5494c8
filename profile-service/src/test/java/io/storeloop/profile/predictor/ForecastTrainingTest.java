package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import io.storeloop.profile.predictor.PredictorTraining.Outcome;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ForecastTrainingTest {
  private static final int HORIZON = 60;
  private static final Instant NOW = BuyersFixture.NOW;

  private static Outcome<ForecastModel> trained(Target target) throws InsufficientEvidence {
    return new ForecastTraining(target, HORIZON)
        .train(BuyersFixture.buyers(600, 7), NOW, step -> {});
  }

  @Test
  void whatIsSpentIsForetoldBetterThanByTheRateWithTheOwnFigures() throws InsufficientEvidence {
    Outcome<ForecastModel> outcome = trained(Target.LIFETIME_VALUE);

    assertThat(outcome.passed()).as("%s", outcome.card()).isTrue();
    assertThat(outcome.card()).containsKeys("data", "features", "judged", "verdict", "limits");
    Forecast forecast = stored(outcome.predictor()).forecast(BuyersFixture.anna(), NOW, HORIZON);
    assertThat(forecast.unit()).isEqualTo("EUR");
    assertThat(forecast.value()).isPositive();
    assertThat(forecast.lower()).isNotNegative().isLessThanOrEqualTo(forecast.upper());
    assertThat(forecast.probability()).isBetween(0.0, 1.0);
    // 30 + 40 + 53.60 = 123.60 on three days
    assertThat(forecast.reasons())
        .extracting(Forecast.Reason::text)
        .containsExactly("3 orders in 200 days, the last 12 days ago", "mean order 41.20 EUR");
    assertThat(stored(outcome.predictor()).forecast(BuyersFixture.anna(), NOW, HORIZON))
        .isEqualTo(forecast);
  }

  @Test
  void theLevelOfTheShopIsInTheValueAndItsRangeAndNotInTheProbability()
      throws InsufficientEvidence {
    LifetimeValueModel model = (LifetimeValueModel) trained(Target.LIFETIME_VALUE).predictor();
    Forecast plain = forecast(model, 1);
    Forecast higher = forecast(model, 1.2);

    assertThat(higher.value()).isCloseTo(1.2 * plain.value(), offset(1e-9));
    assertThat(higher.upper()).isCloseTo(1.2 * plain.upper(), offset(1e-9));
    assertThat(higher.probability()).isEqualTo(plain.probability());
    assertThat(forecast(model, 0)).as("stored before there was a level").isEqualTo(plain);
  }

  private static Forecast forecast(LifetimeValueModel model, double level) {
    return new LifetimeValueModel(
            model.family(), model.parameters(), model.amounts(), model.currency(), level)
        .forecast(BuyersFixture.anna(), NOW, HORIZON);
  }

  @Test
  void theNextPurchaseIsForetoldBetterThanByRateAndRecency() throws InsufficientEvidence {
    Outcome<ForecastModel> outcome = trained(Target.NEXT_PURCHASE);

    assertThat(outcome.passed()).as("%s", outcome.card()).isTrue();
    Forecast forecast = stored(outcome.predictor()).forecast(BuyersFixture.anna(), NOW, HORIZON);
    assertThat(forecast.unit()).isEqualTo("days");
    assertThat(forecast.lower()).isPositive();
    // 200 - 12 = 188 days, two gaps
    assertThat(forecast.reasons())
        .extracting(Forecast.Reason::text)
        .containsExactly(
            "3 orders in 200 days, the last 12 days ago", "94 days between orders on average");
  }

  @Test
  void theCardOfTheNextPurchaseTellsAllThatIsKnownOfItsProbability() throws InsufficientEvidence {
    JsonNode judged = judged(Target.NEXT_PURCHASE);
    JsonNode metrics = judged.path("metrics");

    for (String figure : List.of("prAuc", "precision", "recall", "threshold")) {
      assertThat(metrics.path(figure).asDouble(-1)).as(figure).isBetween(0.0, 1.0);
    }
    assertThat(metrics.path("liftAt10").asDouble()).isGreaterThan(1);
    assertAround(metrics, "auc");
    assertAround(metrics, "brier");
    int cases = 0;
    for (JsonNode bin : judged.path("calibration")) {
      assertThat(bin.path(1).asDouble()).isBetween(0.0, 1.0);
      cases += bin.path(2).asInt();
    }
    assertThat(cases).isPositive().isEqualTo(judged.path("customers").asInt());
  }

  @Test
  void theCardOfTheLifetimeValueTellsHowFarItsFiguresWouldMove() throws InsufficientEvidence {
    JsonNode judged = judged(Target.LIFETIME_VALUE);
    JsonNode metrics = judged.path("metrics");

    assertAround(metrics, "meanAbsoluteError");
    assertAround(metrics, "foretoldTotal");
    assertAround(metrics, "actualTotal");
    assertThat(judged.has("calibration")).isFalse();
  }

  private static JsonNode judged(Target target) throws InsufficientEvidence {
    return JsonMapper.shared().valueToTree(trained(target).card()).path("judged");
  }

  private static void assertAround(JsonNode metrics, String figure) {
    JsonNode interval = metrics.path(figure + "Interval");
    assertThat(metrics.path(figure).asDouble())
        .as("%s in %s", figure, interval)
        .isGreaterThan(interval.path(0).asDouble(Double.NaN))
        .isLessThan(interval.path(1).asDouble(Double.NaN));
  }

  @Test
  void withoutEvidenceTheMissingIsNamed() {
    assertRefused(List.of(), "nobody has bought anything yet");
    assertRefused(BuyersFixture.buyers(20, 1), "50 of each are needed");
    assertThatExceptionOfType(InsufficientEvidence.class)
        .isThrownBy(() ->
            new ForecastTraining(Target.NEXT_PURCHASE, 400)
                .train(BuyersFixture.buyers(600, 1), NOW, step -> {}))
        .withMessageContaining("needs purchases over 800 days");
    assertThatExceptionOfType(InsufficientEvidence.class)
        .isThrownBy(() ->
            new ForecastTraining(Target.LIFETIME_VALUE, HORIZON)
                .train(HistoryFixture.shoppers(100, 1), NOW, step -> {}))
        .withMessageContaining("a price and a currency");
  }

  private static void assertRefused(List<ShopperHistory> shoppers, String missing) {
    assertThatExceptionOfType(InsufficientEvidence.class)
        .isThrownBy(() ->
            new ForecastTraining(Target.NEXT_PURCHASE, HORIZON).train(shoppers, NOW, step -> {}))
        .withMessageContaining(missing);
  }

  private static ForecastModel stored(ForecastModel model) {
    JsonMapper json = JsonMapper.shared();
    return json.readValue(json.writeValueAsString(model), model.getClass());
  }
}
