package io.storeloop.algorithms.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final int BANNER = 0;
  private static final int MAIL = 1;

  @Test
  void theLatestTouchGetsItAll() {
    assertThat(Attribution.lastTouch(1_000, new int[] {MAIL, BANNER}, 2))
        .containsExactly(1_000, 0, 0);
    assertThat(Attribution.lastTouch(1_000, new int[] {}, 2)).containsExactly(0, 0, 1_000);
  }

  @Test
  void whatDoesNotDivideGoesToTheLatestTouches() {
    // 1,001 by 3 touches: 333 each, two cents left for the two latest
    assertThat(Attribution.linear(1_001, new int[] {MAIL, MAIL, BANNER}, 2))
        .containsExactly(334, 667, 0);
    assertThat(Attribution.linear(-1_001, new int[] {MAIL, MAIL, BANNER}, 2))
        .containsExactly(-334, -667, 0);
    assertThat(Attribution.linear(5, new int[] {}, 2)).containsExactly(0, 0, 5);
  }

  @Test
  void whatWouldHaveComeAnywayIsNoCampaigns() {
    assertThat(Attribution.incremental(1_000, new long[] {200, -50}))
        .containsExactly(200, -50, 850);
  }

  @Test
  void campaignsTogetherCannotClaimMoreThanThereWas() {
    // 100 to share by 100 : 200, the odd cent to the larger remainder
    assertThat(Attribution.incremental(100, new long[] {100, 200})).containsExactly(33, 67, 0);
    assertThat(Attribution.incremental(100, new long[] {150, -20})).containsExactly(120, -20, 0);
  }

  @Test
  void everyRuleAddsUpToTheRevenueExactly() {
    var random = new SplittableRandom(8);
    for (int order = 0; order < 10_000; order++) {
      long revenue = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
      int campaigns = random.nextInt(1, 6);
      int[] touches = random.ints(random.nextInt(12), 0, campaigns).toArray();
      long[] increments =
          random.longs(campaigns, -1_000_000_000_000L, 1_000_000_000_000L).toArray();

      assertThat(LongStream.of(Attribution.lastTouch(revenue, touches, campaigns)).sum())
          .isEqualTo(revenue);
      assertThat(LongStream.of(Attribution.linear(revenue, touches, campaigns)).sum())
          .isEqualTo(revenue);
      long period = Math.abs(revenue);
      long[] shares = Attribution.incremental(period, increments);
      assertThat(LongStream.of(shares).sum()).isEqualTo(period);
      assertThat(shares[campaigns]).isNotNegative();
    }
  }

  @Test
  void aTouchOfNoCampaignIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attribution.linear(1, new int[] {2}, 2))
        .withMessageContaining("2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attribution.incremental(-1, new long[] {1}));
  }

  @Test
  void whatCameBackOfTheCost() {
    // 0.60 margin a user, 1,000 users, 400 cost: 600 / 400 − 1
    var roi =
        ReturnOnInvestment.of(new Effect(0.6, 0.1, 2_000), new Interval(0.4, 0.8), 1_000, 400);

    assertThat(roi.value()).isCloseTo(0.5, within(1e-12));
    assertThat(roi.interval()).isEqualTo(new Interval(0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReturnOnInvestment.of(new Effect(0, 0, 2), new Interval(0, 0), 1, 0));
  }
}
