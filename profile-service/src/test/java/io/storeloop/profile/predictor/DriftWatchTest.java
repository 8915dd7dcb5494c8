package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
  static void aModel() throws InsufficientEvidence {
    List<ShopperHistory> buyers = BuyersFixture.buyers(600, 7);
    model = new ForecastTraining(TARGET, HORIZON).train(buyers, NOW, step -> {}).predictor();
    learned =
        TrainingDistribution.of(model, DriftWatch.asked(TARGET, model, buyers, NOW), NOW, HORIZON);
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
    // about 3.84 / 10, or with 45 numbers at once about the quantile of 1 - 0.05/45, 10.6 / 10
    Drift.Moved few = Drift.moved("views", new long[] {8, 12}, new long[] {12, 8}, 1, LIMITS);
    Drift.Moved amongMany =
        Drift.moved("views", new long[] {8, 12}, new long[] {12, 8}, 45, LIMITS);
    Drift.Moved many =
        Drift.moved("views", new long[] {800, 1200}, new long[] {1200, 800}, 45, LIMITS);

    assertThat(few.psi()).isCloseTo(0.15, within(0.02));
    assertThat(few.chance()).isCloseTo(0.384, within(0.01));
    assertThat(amongMany.chance()).isCloseTo(1.06, within(0.05));
    assertThat(few.verdict()).isEqualTo(Drift.Verdict.STABLE);
    assertThat(many.psi()).isCloseTo(0.162, within(0.001));
    assertThat(many.verdict()).isEqualTo(Drift.Verdict.WATCH);
  }

  @Test
  void fortyFiveFeaturesThatHaveNotMovedRaiseOneFalseAlarmInTwentyLooks() {
    var random = new SplittableRandom(3);
    int alarms = 0;
    for (int look = 0; look < 200; look++) {
      boolean alarm = false;
      for (int feature = 0; feature < 45; feature++) {
        long[] before = new long[10];
        long[] now = new long[10];
        for (int shopper = 0; shopper < 300; shopper++) {
          before[random.nextInt(10)]++;
          now[random.nextInt(10)]++;
        }
        alarm |= Drift.moved("views", before, now, 45, LIMITS).verdict() != Drift.Verdict.STABLE;
      }
      alarms += alarm ? 1 : 0;
    }

    assertThat(alarms).isBetween(1, 20);
  }

  @Test
  void ofWhomAModelOfFewCustomersKnowsNothingHasNotDrifted() throws Exception {
    TrainedPredictor few =
        FewCustomers.learned(
            BuyersFixture.buyers(60, 7), NOW, Duration.ofDays(HORIZON), Target.PURCHASE);
    List<ShopperHistory> shoppers = new ArrayList<>(BuyersFixture.buyers(600, 8));
    for (int looker = 0; looker < 600; looker++) {
      shoppers.add(
          new ShopperHistory(
              List.of(
                  new Act(
                      BuyersFixture.START.plus(Duration.ofDays(looker % BuyersFixture.DAYS)),
                      ActKind.VIEW,
                      1,
                      Double.NaN))));
    }
    TrainingDistribution of =
        TrainingDistribution.of(
            few,
            DriftWatch.asked(Target.PURCHASE, few, BuyersFixture.buyers(600, 7), NOW),
            NOW,
            HORIZON);

    Drift drift =
        new DriftWatch(LIMITS)
            .look(
                Target.PURCHASE,
                few,
                of,
                shoppers,
                NOW.minus(Duration.ofDays(HORIZON)),
                HORIZON,
                NOW)
            .orElseThrow();

    assertThat(drift.shoppers()).isEqualTo(600);
    assertThat(drift.scores().verdict()).as("%s", drift.scores()).isEqualTo(Drift.Verdict.STABLE);
    assertThat(drift.calibration()).isNotNull();
    assertThat(drift.calibration().shoppers()).isLessThanOrEqualTo(600);
  }

  @Test
  void ofFewShoppersNoDistributionIsKept() {
    List<List<Act>> pasts = DriftWatch.asked(TARGET, model, BuyersFixture.buyers(199, 7), NOW);

    assertThat(TrainingDistribution.ofMany(model, pasts, NOW, HORIZON, 200)).isEmpty();
    assertThat(TrainingDistribution.ofMany(model, pasts, NOW, HORIZON, 199)).isPresent();
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
