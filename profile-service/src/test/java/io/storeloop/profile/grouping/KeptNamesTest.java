package io.storeloop.profile.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptNamesTest {
  private static final List<String> LABELS = List.of("big spenders", "newcomers");

  @Test
  void groupsThatShareHalfOfTheirMembersKeepTheName() {
    // new group 0 has 40 of the 50 newcomers, 40 / (60 + 50 - 40) = 0.571
    double[][] common = {{5, 40}, {90, 2}};

    Map<Integer, KeptNames.Kept> kept =
        KeptNames.of(common, new int[] {60, 100}, new int[] {100, 50}, LABELS);

    assertThat(kept.get(0).label()).isEqualTo("newcomers");
    assertThat(kept.get(0).common()).isEqualTo(40.0 / 70);
    assertThat(kept.get(1)).isEqualTo(new KeptNames.Kept("big spenders", 90.0 / 110));
  }

  @Test
  void aGroupWithLittleInCommonIsNew() {
    // 30 / (100 + 100 - 30) = 0.18
    double[][] common = {{30, 0}};

    assertThat(KeptNames.of(common, new int[] {100}, new int[] {100, 40}, LABELS)).isEmpty();
  }

  @Test
  void withoutAnEarlierTrainingAllIsNew() {
    assertThat(KeptNames.of(new double[3][0], new int[] {1, 2, 3}, new int[0], List.of()))
        .isEmpty();
  }
}
