package io.storeloop.algorithms.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairFeaturesTest {
  private static final int ANNA = 0;
  private static final int BEN = 1;
  private static final int SHOES = 0;
  private static final int HAT = 1;

  @Test
  void figuresAreThoseComputedByHand() {
    ActionLog log =
        ActionLog.builder(2, 2)
            .add(ANNA, SHOES, Action.VIEW, 100)
            .add(ANNA, SHOES, Action.VIEW, 110)
            .add(ANNA, SHOES, Action.PURCHASE, 110)
            .add(ANNA, SHOES, Action.VIEW, 112)
            .add(ANNA, HAT, Action.FAVOURITE, 113)
            .add(BEN, SHOES, Action.VIEW, 90)
            .build();

    PairRows rows = PairFeatures.before(log, 114);

    assertThat(rows.pairs()).containsExactly(0, 1, 2);
    // views of days 112 (age 2), 110 (age 4) and 100 (age 14)
    assertThat(feature(rows, 0, "views1")).isZero();
    assertThat(feature(rows, 0, "views3")).isCloseTo(Math.log1p(1), within(1e-6));
    assertThat(feature(rows, 0, "views7")).isCloseTo(Math.log1p(2), within(1e-6));
    assertThat(feature(rows, 0, "views")).isCloseTo(Math.log1p(3), within(1e-6));
    assertThat(feature(rows, 0, "purchases")).isCloseTo(Math.log1p(1), within(1e-6));
    assertThat(feature(rows, 0, "days")).isCloseTo(Math.log1p(3), within(1e-6));
    assertThat(feature(rows, 0, "daysSincePurchase")).isCloseTo(Math.log1p(4), within(1e-6));
    assertThat(feature(rows, 0, "viewsSincePurchase")).isCloseTo(Math.log1p(1), within(1e-6));
    // 2^(-2/3) + (1 + 3) · 2^(-4/3) + 2^(-14/3)
    assertThat(feature(rows, 0, "decayed3"))
        .isCloseTo(Math.log1p(0.629961 + 4 * 0.396850 + 0.039373), within(1e-5));
    assertThat(feature(rows, 1, "favourite")).isEqualTo(1);
    assertThat(feature(rows, 1, "daysSinceView")).isCloseTo(Math.log1p(120), within(1e-6));
    // one of anna's two pairs was bought: (1 + 0.5) / (2 + 10)
    assertThat(feature(rows, 0, "userBuysShare")).isCloseTo(0.125, within(1e-6));
    // one of the two users of the shoes bought them
    assertThat(feature(rows, 2, "itemBuyersShare")).isCloseTo(0.125, within(1e-6));
    assertThat(feature(rows, 2, "userPurchases")).isZero();
  }

  @Test
  void whatHappensOnTheDayOrLaterChangesNothing() {
    var random = new SplittableRandom(5);
    ActionLog.Builder known = ActionLog.builder(5, 6).add(4, 5, Action.VIEW, 0);
    ActionLog.Builder all = ActionLog.builder(5, 6).add(4, 5, Action.VIEW, 0);
    for (int i = 0; i < 400; i++) {
      int user = random.nextInt(5);
      int item = random.nextInt(6);
      Action action = Action.values()[random.nextInt(4)];
      int day = random.nextInt(60);
      all.add(user, item, action, day);
      if (day < 40) {
        known.add(user, item, action, day);
      }
    }

    PairRows expected = PairFeatures.before(known.build(), 40);
    PairRows seen = PairFeatures.before(all.build(), 40);

    assertThat(seen.features()).containsExactly(expected.features());
  }

  private static double feature(PairRows rows, int row, String name) {
    return rows.features()[row * PairFeatures.COUNT + PairFeatures.NAMES.indexOf(name)];
  }
}
