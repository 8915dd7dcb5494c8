package io.storeloop.algorithms.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArmRangesTest {

  @Test
  void bucketsBelongToArmsByCumulativeWeight() {
    var arms = ArmRanges.of(1, 0.5, 0.25, 0.25);

    assertThat(arms.armOf(0)).hasValue(0);
    assertThat(arms.armOf(0.4999)).hasValue(0);
    assertThat(arms.armOf(0.5)).hasValue(1);
    assertThat(arms.armOf(0.7499)).hasValue(1);
    assertThat(arms.armOf(0.9999)).hasValue(2);
    assertThat(arms.armCount()).isEqualTo(3);
  }

  @Test
  void coverageTakesTheFirstPartOfEachArm() {
    var arms = ArmRanges.of(0.5, 0.5, 0.5);

    assertThat(arms.armOf(0.2499)).hasValue(0);
    assertThat(arms.armOf(0.25)).isEmpty();
    assertThat(arms.armOf(0.5)).hasValue(1);
    assertThat(arms.armOf(0.75)).isEmpty();
    assertThat(arms.probability(1)).isEqualTo(0.25);
  }

  @Test
  void raisingTheCoverageMovesNobodyToAnotherArm() {
    var narrow = ArmRanges.of(0.3, 0.2, 0.5, 0.3);
    var wide = ArmRanges.of(0.9, 0.2, 0.5, 0.3);

    for (int i = 0; i < Assignment.BUCKETS; i++) {
      double bucket = i / (double) Assignment.BUCKETS;
      if (narrow.armOf(bucket).isPresent()) {
        assertThat(wide.armOf(bucket)).isEqualTo(narrow.armOf(bucket));
      }
    }
  }

  @Test
  void anArmWithoutWeightGetsNobody() {
    var arms = ArmRanges.of(1, 0, 1);

    assertThat(arms.armOf(0)).hasValue(1);
    assertThat(ArmRanges.of(0, 0.5, 0.5).armOf(0)).isEmpty();
  }

  @Test
  void everyBucketOfThreeEqualArmsBelongsToOne() {
    double third = 1 / 3.0;
    var arms = ArmRanges.of(1, third, third, third);

    for (int i = 0; i < Assignment.BUCKETS; i++) {
      assertThat(arms.armOf(i / (double) Assignment.BUCKETS)).isPresent();
    }
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> ArmRanges.of(1.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coverage must be between 0 and 1, but was 1.1");
    assertThatThrownBy(() -> ArmRanges.of(1, 1.5, -0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight must be between 0 and 1, but was 1.5");
    assertThatThrownBy(() -> ArmRanges.of(1, 0.5, 0.4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights must add up to 1, but added up to 0.9");
    assertThatThrownBy(() -> ArmRanges.of(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ArmRanges.of(1, 1).armOf(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("below 1, but was 1.0");
  }
}
