package io.storeloop.algorithms.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ActionLogTest {
  private static final int ANNA = 0;
  private static final int BEN = 1;
  private static final int SHOES = 0;
  private static final int HAT = 2;

  @Test
  void pairsAreSortedAndTheirActionsByDayThenStrength() {
    ActionLog log =
        ActionLog.builder(2, 3)
            .add(BEN, SHOES, Action.VIEW, 105)
            .add(ANNA, HAT, Action.PURCHASE, 103)
            .add(ANNA, HAT, Action.VIEW, 103)
            .add(ANNA, HAT, Action.VIEW, 101)
            .build();

    assertThat(log.pairCount()).isEqualTo(2);
    assertThat(log.user(0)).isEqualTo(ANNA);
    assertThat(log.item(0)).isEqualTo(HAT);
    assertThat(log.user(1)).isEqualTo(BEN);
    assertThat(log.item(1)).isEqualTo(SHOES);
    assertThat(log.firstDay()).isEqualTo(101);
    assertThat(log.endDay()).isEqualTo(106);
    assertThat(log.day(log.start(0))).isEqualTo(101);
    assertThat(log.action(log.end(0) - 1)).isEqualTo(Action.PURCHASE);
  }

  @Test
  void aPeriodIncludesItsFirstDayAndNotItsLast() {
    ActionLog log = ActionLog.builder(1, 1).add(0, 0, Action.PURCHASE, 10).build();

    assertThat(log.buys(0, 10, 11)).isTrue();
    assertThat(log.buys(0, 11, 20)).isFalse();
    assertThat(log.buys(0, 0, 10)).isFalse();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> ActionLog.builder(1, 1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs an action");
    assertThatThrownBy(() -> ActionLog.builder(1, 1).add(1, 0, Action.VIEW, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() ->
            ActionLog.builder(1, 1)
                .add(0, 0, Action.VIEW, 0)
                .add(0, 0, Action.VIEW, ActionLog.MAX_DAYS)
                .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 65536 days");
    assertThatThrownBy(() -> ActionLog.builder(Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fewer than");
  }
}
