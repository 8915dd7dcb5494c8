package io.storeloop.algorithms.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupSequentialDesignTest {
  private static final Offset<Double> THREE_PLACES = within(1e-3);

  @Test
  void oneLookIsAFixedTest() {
    for (var spending : SpendingFunction.values()) {
      assertThat(GroupSequentialDesign.of(0.95, spending, 1).criticalValues()[0])
          .isCloseTo(1.959964, within(1e-5));
    }
  }

  @Test
  void fiveLooksAgreeWithThePublishedBoundaries() {
    // Reboussin, DeMets, Kim and Lan, Controlled Clinical Trials 21 (2000); α 0.05, two-sided
    assertThat(
            GroupSequentialDesign.evenly(0.95, SpendingFunction.OBRIEN_FLEMING, 5).criticalValues())
        .containsExactly(new double[] {4.8769, 3.3569, 2.6803, 2.2898, 2.0310}, THREE_PLACES);
    assertThat(GroupSequentialDesign.evenly(0.95, SpendingFunction.POCOCK, 5).criticalValues())
        .containsExactly(new double[] {2.4380, 2.4268, 2.4101, 2.3966, 2.3859}, THREE_PLACES);
  }

  @Test
  void whatIsSpentGrowsToAlpha() {
    for (var spending : SpendingFunction.values()) {
      double before = 0;
      for (int tenths = 1; tenths < 10; tenths++) {
        double spent = spending.spent(0.05, tenths / 10.0);
        assertThat(spent).isGreaterThan(before).isLessThan(0.05);
        before = spent;
      }
      assertThat(spending.spent(0.05, 1)).isCloseTo(0.05, within(1e-12));
      assertThat(spending.spent(0.05, 2)).isCloseTo(0.05, within(1e-12));
    }
  }

  @Test
  void unevenLooksAreAllowedAndOthersRefused() {
    var uneven =
        GroupSequentialDesign.of(0.9, SpendingFunction.POCOCK, 0.1, 0.15, 0.9).criticalValues();

    assertThat(uneven).hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroupSequentialDesign.of(0.9, SpendingFunction.POCOCK, 0.5, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroupSequentialDesign.of(0.9, SpendingFunction.POCOCK, 0.5, 1.2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroupSequentialDesign.evenly(0.9, SpendingFunction.POCOCK, 0));
  }
}
