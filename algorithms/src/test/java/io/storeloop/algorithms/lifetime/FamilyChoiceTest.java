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
