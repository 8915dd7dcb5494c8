package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.profile.learning.BoostingSettings;
import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.Encoding;
import io.storeloop.profile.learning.OneThread;
import io.storeloop.profile.learning.SearchOptions;
import io.storeloop.profile.learning.Settings;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PredictorTrainingTest {
  private static final Instant NOW = HistoryFixture.day(HistoryFixture.DAYS);
  private static final SearchOptions SMALL =
      new SearchOptions(
          2,
          List.of(new Settings.Logistic(Encoding.Style.ONE_HOT_LOGARITHM, 3)),
          List.of(),
          List.of(
              new Settings.Boosting(
                  Encoding.Style.ORDINAL, new BoostingSettings(50, 6, 20, 0.1, 0.7))),
          1,
          Duration.ofMinutes(5));

  private static PredictorTraining training() {
    return new PredictorTraining(Target.PURCHASE, Duration.ofDays(30), SMALL, System::nanoTime);
  }

  @Test
  void whoLooksAroundWillBuyAndTheModelKnowsWhy() throws InterruptedException {
    List<ShopperHistory> shoppers = HistoryFixture.shoppers(250, 3);

    PredictorTraining.Outcome<TrainedPredictor> outcome =
        OneThread.run(() -> training().train(shoppers, NOW, step -> {}));

    assertThat(outcome.judged()).isTrue();
    assertThat(outcome.passed()).isTrue();
    assertThat(outcome.card())
        .containsKeys("data", "features", "judged", "verdict", "limits")
        .containsEntry("level", Level.Way.LATEST.words);
    ShopperHistory looking =
        new ShopperHistory(
            List.of(
                new Act(HistoryFixture.day(200), ActKind.PURCHASE, 1, 10),
                new Act(HistoryFixture.day(297), ActKind.VIEW, 1, Double.NaN),
                new Act(HistoryFixture.day(298), ActKind.VIEW, 2, Double.NaN),
                new Act(HistoryFixture.day(298.5), ActKind.VIEW, 3, Double.NaN)));
    TrainedPredictor.Prediction prediction = outcome.predictor().of(looking, NOW);
    assertThat(prediction.probability()).isGreaterThan(0.6);
    assertThat(prediction.interval().contains(prediction.probability())).isTrue();
    double sum =
        prediction.explanation().base()
            + prediction.explanation().reasons().stream()
                .mapToDouble(Classifier.Reason::contribution)
                .sum();
    assertThat(sum).isCloseTo(prediction.explanation().margin(), within(1e-6));
    JsonMapper json = JsonMapper.shared();
    TrainedPredictor stored =
        json.readValue(json.writeValueAsString(outcome.predictor()), TrainedPredictor.class);
    assertThat(stored.of(looking, NOW).probability())
        .isCloseTo(prediction.probability(), within(1e-12));
  }

  @Test
  void theCardTellsPrecisionAndRecallAndHowSureTheFiguresAre() throws InterruptedException {
    List<ShopperHistory> shoppers = HistoryFixture.shoppers(250, 3);

    PropensityVerdict verdict =
        OneThread.run(() ->
            PropensityJudgement.at(
                shoppers,
                HistoryFixture.START,
                NOW.minus(Duration.ofDays(30)),
                Duration.ofDays(30),
                Target.PURCHASE,
                SMALL,
                System::nanoTime));

    JsonNode metrics = JsonMapper.shared().valueToTree(verdict.json()).path("metrics");
    double auc = metrics.path("auc").asDouble();
    assertThat(metrics.at("/aucInterval/0").asDouble()).isBetween(auc - 0.15, auc - 0.01);
    assertThat(metrics.at("/aucInterval/1").asDouble()).isBetween(auc + 0.01, auc + 0.15);
    assertThat(metrics.at("/brierInterval/0").asDouble())
        .isLessThan(metrics.path("brier").asDouble());
    assertThat(metrics.path("precision").asDouble()).isBetween(0.3, 1.0);
    assertThat(metrics.path("recall").asDouble()).isBetween(0.3, 1.0);
    assertThat(verdict.comparisons()).containsKey(PropensityJudgement.LOGISTIC);
  }

  @Test
  void aFewCustomersAreNotComparedWithARegressionThatNobodyLearned() {
    PropensityVerdict verdict =
        PropensityJudgement.at(
            HistoryFixture.shoppers(40, 4),
            HistoryFixture.START,
            NOW.minus(Duration.ofDays(30)),
            Duration.ofDays(30),
            Target.PURCHASE,
            SMALL,
            System::nanoTime);

    assertThat(verdict.comparisons())
        .containsKey("recency")
        .doesNotContainKey(PropensityJudgement.LOGISTIC);
  }

  @Test
  void tenCustomersAreDrawnToWhatIsKnownOfOtherShopsAndTheIntervalIsWide() throws Exception {
    List<ShopperHistory> ten = HistoryFixture.shoppers(10, 4);
    ShopperHistory once =
        new ShopperHistory(List.of(new Act(HistoryFixture.day(30), ActKind.PURCHASE, 1, 10)));
    ShopperHistory often =
        new ShopperHistory(
            List.of(
                new Act(HistoryFixture.day(100), ActKind.PURCHASE, 1, 10),
                new Act(HistoryFixture.day(140), ActKind.PURCHASE, 1, 10),
                new Act(HistoryFixture.day(200), ActKind.PURCHASE, 1, 10),
                new Act(HistoryFixture.day(290), ActKind.PURCHASE, 1, 10)));
    ShopperHistory looker =
        new ShopperHistory(List.of(new Act(HistoryFixture.day(290), ActKind.VIEW, 1, Double.NaN)));

    PredictorTraining.Outcome<TrainedPredictor> outcome = training().train(ten, NOW, step -> {});

    assertThat(outcome.judged()).isFalse();
    assertThat(outcome.passed()).isFalse();
    assertThat(outcome.card().get("verdict").toString()).contains("not judged", "50 of each");
    TrainedPredictor few =
        JsonMapper.shared()
            .readValue(
                JsonMapper.shared().writeValueAsString(outcome.predictor()),
                TrainedPredictor.class);
    TrainedPredictor.Prediction ofOnce = few.of(once, NOW);
    TrainedPredictor.Prediction ofOften = few.of(often, NOW);
    assertThat(ofOften.probability()).isGreaterThan(ofOnce.probability());
    assertThat(ofOften.interval().contains(ofOften.probability())).isTrue();
    assertThat(ofOften.interval().upper() - ofOften.interval().lower()).isGreaterThan(0.1);
    assertThat(ofOften.explanation().margin())
        .isCloseTo(
            ofOften.explanation().base()
                + ofOften.explanation().reasons().getFirst().contribution(),
            within(1e-9));
    assertThat(few.knows(looker.before(NOW))).isFalse();
    TrainedPredictor leaving =
        new PredictorTraining(Target.CHURN, Duration.ofDays(30), SMALL, System::nanoTime)
            .train(ten, NOW, step -> {})
            .predictor();
    assertThat(leaving.of(often, NOW).probability())
        .isCloseTo(1 - ofOften.probability(), within(1e-9));
  }

  @Test
  void aHorizonThatNobodyCanBeJudgedOnIsRefusedInABigShopAndAShortOneInASmall() {
    PredictorTraining ofADay =
        new PredictorTraining(Target.CHURN, Duration.ofDays(1), SMALL, System::nanoTime);

    assertThatExceptionOfType(InsufficientEvidence.class)
        .isThrownBy(() -> ofADay.train(HistoryFixture.shoppers(600, 4), NOW, step -> {}))
        .withMessageContaining("28 shoppers bought again and 600 did not")
        .withMessageContaining("50 of each are needed")
        .withMessageContaining("not for lack of customers");
    assertThatExceptionOfType(InsufficientEvidence.class)
        .isThrownBy(() -> ofADay.train(HistoryFixture.shoppers(20, 4), NOW, step -> {}))
        .withMessageContaining("a horizon of 7 days or more");
  }

  @Test
  void aShortLogAndAFewShoppersAreNoEvidence() {
    assertThatExceptionOfType(InsufficientEvidence.class)
        .isThrownBy(() -> training().train(HistoryFixture.shoppers(5, 4), NOW, step -> {}))
        .withMessageContaining("50 of each are needed")
        .withMessageContaining("10 are needed");
    assertThatExceptionOfType(InsufficientEvidence.class)
        .isThrownBy(() ->
            training().train(HistoryFixture.shoppers(10, 4), HistoryFixture.day(50), step -> {}))
        .withMessageContaining("needs a log of 75 days");
    assertThatExceptionOfType(InsufficientEvidence.class)
        .isThrownBy(() -> training().train(List.of(), NOW, step -> {}))
        .withMessageContaining("nobody");
  }
}
