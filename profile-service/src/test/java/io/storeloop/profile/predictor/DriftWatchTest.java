package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DriftWatchTest {
  private static final int HORIZON = 60;
  private static final Instant NOW = BuyersFixture.NOW;
  private static final DriftProperties LIMITS =
      new DriftProperties(Duration.ofDays(1), 5_000, 200, 0.1, 0.25, 0.03, 0.1);
  private static final Target TARGET = Target.NEXT_PURCHASE;

  private static ForecastModel model;
  private static TrainingDistribution learned;

  @BeforeAll
  static void aModel() throws PredictorTraining.InsufficientEvidence {
    List<ShopperHistory> buyers = BuyersFixture.buyers(600, 7);
    model = new ForecastTraining(TARGET, HORIZON).train(buyers, NOW, step -> {}).predictor();
    learned = TrainingDistribution.of(model, DriftWatch.asked(TARGET, buyers, NOW), NOW, HORIZON);
  }

  private static Drift look(List<ShopperHistory> shoppers, Instant learnedAt, Instant now) {
    return new DriftWatch(LIMITS)
        .look(TARGET, model, learned, shoppers, learnedAt, HORIZON, now)
        .orElseThrow();
  }

  @Test
  void otherShoppersOfTheSameKindAreStable() {
    Drift drift = look(BuyersFixture.buyers(600, 8), NOW, NOW);

    assertThat(drift.verdict()).as("%s", drift).isEqualTo(Drift.Verdict.STABLE);
    assertThat(drift.features()).extracting(Drift.Moved::name).contains("recencyDays");
    assertThat(drift.calibration()).isNull();
    assertThat(drift.maturesAt()).isEqualTo(NOW.plus(Duration.ofDays(HORIZON)));
  }

  @Test
  void whoAllStayAwayHaveDrifted() {
    Drift drift = look(BuyersFixture.buyers(600, 7), NOW, NOW.plus(Duration.ofDays(200)));

    assertThat(drift.verdict()).isEqualTo(Drift.Verdict.DRIFTED);
    assertThat(drift.features().getFirst().psi())
        .isGreaterThanOrEqualTo(drift.features().getLast().psi());
    assertThat(feature(drift, "recencyDays").verdict()).isEqualTo(Drift.Verdict.DRIFTED);
    // orders were foretold within 60 days of day 540, and none came
    Drift.Calibration calibration = drift.calibration();
    assertThat(calibration).isNotNull();
    assertThat(calibration.came()).isZero();
    assertThat(calibration.ece()).isNull();
    assertThat(calibration.foretold()).isPositive();
  }

  @Test
  void calibrationLooksAtWhatCameAfterTheTraining() {
    Instant learnedAt = NOW.minus(Duration.ofDays(HORIZON));

    Drift.Calibration calibration =
        look(BuyersFixture.buyers(600, 9), learnedAt, NOW).calibration();

    assertThat(calibration).isNotNull();
    assertThat(calibration.cut()).isEqualTo(learnedAt);
    assertThat(calibration.foretold()).isCloseTo(calibration.came(), within(0.1));
    assertThat(calibration.ece()).isBetween(0.0, 0.2);
    assertThat(calibration.verdict()).isNotEqualTo(Drift.Verdict.DRIFTED);
  }

  @Test
  void aMoveThatChanceExplainsIsNone() {
    // 8 and 12 of 20: psi ((0.4 - 0.6) ln (0.4/0.6)) · 2 with half a case added, about 0.15; chance
    // (1 + 1.645 · √2) / 10 = 0.33
    Drift.Moved few = Drift.moved("views", new long[] {8, 12}, new long[] {12, 8}, LIMITS);
    Drift.Moved many = Drift.moved("views", new long[] {800, 1200}, new long[] {1200, 800}, LIMITS);

    assertThat(few.psi()).isCloseTo(0.15, within(0.02));
    assertThat(few.chance()).isCloseTo(0.333, within(0.001));
    assertThat(few.verdict()).isEqualTo(Drift.Verdict.STABLE);
    assertThat(many.psi()).isCloseTo(0.162, within(0.001));
    assertThat(many.verdict()).isEqualTo(Drift.Verdict.WATCH);
  }

  @Test
  void aMovedFeatureAloneIsToBeWatched() {
    Drift.Moved still = new Drift.Moved("scores", 0.01, 0.02, Drift.Verdict.STABLE);
    Drift.Moved moved = new Drift.Moved("views", 0.9, 0.02, Drift.Verdict.DRIFTED);

    assertThat(Drift.of(NOW, 600, still, List.of(moved), null, NOW).verdict())
        .isEqualTo(Drift.Verdict.WATCH);
    assertThat(Drift.of(NOW, 600, moved, List.of(still), null, NOW).verdict())
        .isEqualTo(Drift.Verdict.DRIFTED);
  }

  @Test
  void nothingIsToldOfAFew() {
    assertThat(
            new DriftWatch(LIMITS)
                .look(TARGET, model, learned, BuyersFixture.buyers(50, 7), NOW, HORIZON, NOW))
        .isEmpty();
  }

  private static Drift.Moved feature(Drift drift, String name) {
    return drift.features().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
