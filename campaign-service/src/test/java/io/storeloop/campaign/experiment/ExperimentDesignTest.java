package io.storeloop.campaign.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentDesignTest {
  private static final int SHOPPERS = 20_000;

  private static ExperimentDesign design(String salt, String holdout, String... weights) {
    return ExperimentDesign.of(
        salt, new BigDecimal(holdout), List.of(weights).stream().map(BigDecimal::new).toList());
  }

  @Test
  void theSameShopperAlwaysGetsTheSameGroup() {
    // recorded once: a changed hash would move shoppers of running campaigns between arms
    ExperimentDesign design = design("autumn", "0.2", "1", "1");

    assertThat(design.groupOf("anna")).isEqualTo(design("autumn", "0.2", "2", "2").groupOf("anna"));
    assertThat(List.of("anna", "ben", "cleo", "dora", "emil", "fay", "gus"))
        .extracting(key -> describe(design.groupOf(key)))
        .containsExactly("arm 1", "arm 0", "arm 0", "arm 1", "holdout", "arm 1", "holdout");
  }

  private static String describe(Group group) {
    return switch (group) {
      case Group.Holdout holdout -> "holdout";
      case Group.Arm arm -> "arm " + arm.index();
    };
  }

  @Test
  void groupsHaveTheSizesTheyShouldHave() {
    ExperimentDesign design = design("sizes", "0.1", "1", "3");
    int heldOut = 0;
    int[] arms = new int[2];

    for (int i = 0; i < SHOPPERS; i++) {
      switch (design.groupOf("shopper-" + i)) {
        case Group.Holdout holdout -> heldOut++;
        case Group.Arm arm -> arms[arm.index()]++;
      }
    }

    assertThat((double) heldOut / SHOPPERS).isCloseTo(0.1, within(0.01));
    assertThat((double) arms[0] / SHOPPERS).isCloseTo(0.225, within(0.01)); // 0.9 · 1/4
    assertThat((double) arms[1] / SHOPPERS).isCloseTo(0.675, within(0.015)); // 0.9 · 3/4
    assertThat(design.expectedShare(0)).isCloseTo(0.225, within(1e-12));
  }

  @Test
  void theSaltOfAnotherCampaignDrawsAnew() {
    ExperimentDesign one = design("one", "0.5", "1");
    ExperimentDesign other = design("other", "0.5", "1");
    int both = 0;

    for (int i = 0; i < SHOPPERS; i++) {
      boolean inOne = one.groupOf("shopper-" + i) instanceof Group.Holdout;
      boolean inOther = other.groupOf("shopper-" + i) instanceof Group.Holdout;
      both += inOne && inOther ? 1 : 0;
    }

    assertThat((double) both / SHOPPERS).isCloseTo(0.25, within(0.02));
  }

  @Test
  void everyBucketBelongsToSomebodyWhateverTheWeights() {
    ExperimentDesign thirds = design("thirds", "0", "1", "1", "1");

    for (int i = 0; i < SHOPPERS; i++) {
      assertThat(thirds.groupOf("shopper-" + i)).isInstanceOf(Group.Arm.class);
    }
  }

  @Test
  void theChanceOfTreatmentIsWhatTheHoldoutLeaves() {
    Group group = design("chance", "0.25", "1", "1").groupOf("anna");

    assertThat(group.treatmentProbability()).isEqualTo(0.75);
  }
}
