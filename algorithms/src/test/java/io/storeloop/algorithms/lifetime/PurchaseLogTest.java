package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.algorithms.lifetime.GammaGammaFit.Spender;
import org.junit.jupiter.api.Test;

class PurchaseLogTest {
  private static final int ANNA = 0;
  private static final int BEN = 1;

  /** Anna on days 0, 7, 21 (twice) and 40, Ben on -3 and 30. */
  private static PurchaseLog log() {
    var builder = new PurchaseLogBuilder();
    builder.add(ANNA, 40, 5);
    builder.add(ANNA, 21, 8);
    builder.add(ANNA, 0, 100);
    builder.add(BEN, 30, 4);
    builder.add(ANNA, 7, 12);
    builder.add(ANNA, 21, 2);
    builder.add(BEN, -3, 50);
    return builder.build();
  }

  @Test
  void severalPurchasesOnADayAreOne() {
    PurchaseLog log = log();

    assertThat(log.customers()).isEqualTo(2);
    assertThat(log.purchases()).isEqualTo(6);
    assertThat(log.firstDay()).isEqualTo(-3);
    assertThat(log.lastDay()).isEqualTo(40);
    assertThat(log.histories(28, 7))
        .containsExactly(new PurchaseHistory(2, 3, 4), new PurchaseHistory(0, 0, 31 / 7.0));
  }

  @Test
  void whatComesAfterADayIsCounted() {
    PurchaseLog log = log();

    assertThat(log.counts(21, 40)).containsExactly(1, 1);
    assertThat(log.amounts(20, 30)).containsExactly(10, 4);
    assertThat(log.daysToNext(21)).containsExactly(19, 9);
    assertThat(log.daysToNext(35)).containsExactly(5, -1);
  }

  @Test
  void amountsAreThoseOfRepeatPurchases() {
    PurchaseLog log = log();

    // days 7 and 21: (12 + 10) / 2
    assertThat(log.meanAmounts(28)).containsExactly(11, 0);
    assertThat(log.spenders(28)).containsExactly(new Spender(2, 11));
  }

  @Test
  void rhythmsAreGapsAndSilence() {
    Rhythm anna = log().rhythms(28, 7).getFirst();

    assertThat(anna.gaps()).containsExactly(1, 2);
    assertThat(anna.elapsed()).isEqualTo(1);
  }

  @Test
  void onlyThoseKnownOnADay() {
    PurchaseLog known = log().knownOn(-1);

    assertThat(known.customers()).isEqualTo(1);
    assertThat(known.counts(-1, 40)).containsExactly(1);
    assertThatThrownBy(() -> log().histories(-1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("customer 0 is not known on day -1");
  }

  @Test
  void refusesNegativeCustomers() {
    assertThatThrownBy(() -> new PurchaseLogBuilder().add(-1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
