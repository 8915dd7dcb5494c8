package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FamilyChoiceTest {

  @Test
  void morningsThatAgreeCorrectTheLevel() {
    // always a tenth more than expected, of many: m = ln 1.1, s² ≈ 1/11000, a hundredth of m²
    RateLevel level =
        RateLevel.of(new double[] {11_000, 11_000, 11_000}, new double[] {10_000, 10_000, 10_000});

    assertThat(level.factor()).isCloseTo(1.099, within(0.001));
    assertThat(level.spread()).isCloseTo(0, within(0.001));
  }

  @Test
  void morningsThatDisagreeCorrectNothingAndWidenTheInterval() {
    RateLevel level = RateLevel.of(new double[] {12_000, 8_400}, new double[] {10_000, 10_000});

    assertThat(level.factor()).isEqualTo(1);
    // ln 1.2 = 0.182, ln 0.84 = -0.174: variance 0.0636 and mean² 0.00002
    assertThat(level.spread()).isCloseTo(0.252, within(0.003));
  }

  @Test
  void fewPurchasesCorrectNothing() {
    assertThat(RateLevel.of(new double[] {2, 2}, new double[] {1, 1}).factor()).isEqualTo(1);
    assertThat(RateLevel.of(new double[] {5}, new double[] {1})).isEqualTo(RateLevel.NONE);
    assertThatThrownBy(() -> new RateLevel(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RateLevel(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLevelNeedsTimesThatDoNotOverlapToSayItToo() {
    RateLevel level = new RateLevel(1.8, 0.1);

    assertThat(level.confirmedBy(new RateLevel(1.2, 0.3))).isEqualTo(level);
    assertThat(level.confirmedBy(new RateLevel(0.9, 0.3)).factor()).isEqualTo(1);
    // ln 1.8 = 0.588 is left out, and so may be missing
    RateLevel alone = level.confirmedBy(RateLevel.NONE);
    assertThat(alone.factor()).isEqualTo(1);
    assertThat(alone.spread()).isCloseTo(Math.hypot(0.1, 0.588), within(1e-3));
  }

  @Test
  void aSeasonAtTheEndIsNoLevelThoughEveryMorningSeesIt() {
    PurchaseLog usual = simulated(new ParetoNbd(1, 40, 0.7, 900), 400);
    var builder = new PurchaseLogBuilder();
    int[][] counts = new int[300][];
    for (int day = 0; day < 300; day++) {
      counts[day] = usual.counts(day - 1, day);
    }
    for (int day = 0; day < 300; day++) {
      for (int customer = 0; customer < usual.customers(); customer++) {
        // thrice as much in the last 40 days
        boolean more = day >= 260 && counts[day - 40][customer] + counts[day - 80][customer] > 0;
        if (counts[day][customer] > 0 || more) {
          builder.add(customer, day, 1);
        }
      }
    }

    FamilyChoice choice =
        FamilyChoice.of(builder.build(), 299, 7, LifetimeOptions.standard()).orElseThrow();

    assertThat(choice.level().factor()).isCloseTo(1, within(0.05));
    assertThat(choice.level().spread()).isGreaterThan(0.1);
  }

  @Test
  void choosesByThePastAlone() {
    PurchaseLog log = simulated(new ParetoNbd(1, 60, 0.7, 90), 400);

    FamilyChoice choice = FamilyChoice.of(log, 300, 7, LifetimeOptions.standard()).orElseThrow();

    assertThat(choice.scores()).hasSize(3);
    assertThat(choice.mornings()).allMatch(morning -> morning < 300);
    assertThat(choice.level().factor()).isCloseTo(1, within(0.25));
    // what comes later changes nothing
    assertThat(FamilyChoice.of(until(log, 300), 300, 7, LifetimeOptions.standard()))
        .contains(choice);
  }

  @Test
  void tooLittleIsNoChoice() {
    var builder = new PurchaseLogBuilder();
    builder.add(0, 1, 1);
    builder.add(0, 90, 1);

    assertThat(FamilyChoice.of(builder.build(), 90, 1, LifetimeOptions.standard())).isEmpty();
  }

  private static PurchaseLog simulated(PurchaseProcess process, int customers) {
    var builder = new PurchaseLogBuilder();
    var random = new Random(8);
    double[] times = new double[1_000];
    for (int customer = 0; customer < customers; customer++) {
      int first = random.nextInt(90);
      builder.add(customer, first, 1);
      int count = process.draw(PurchaseHistory.NEWCOMER, 600, random, times);
      for (int i = 0; i < count; i++) {
        builder.add(customer, first + (int) Math.ceil(times[i]), 1);
      }
    }
    return builder.build();
  }

  private static PurchaseLog until(PurchaseLog log, int day) {
    var builder = new PurchaseLogBuilder();
    PurchaseLog known = log.knownOn(day);
    for (int from = known.firstDay() - 1; from < day; from++) {
      int[] counts = known.counts(from, from + 1);
      for (int customer = 0; customer < counts.length; customer++) {
        if (counts[customer] > 0) {
          builder.add(customer, from + 1, 1);
        }
      }
    }
    return builder.build();
  }
}
