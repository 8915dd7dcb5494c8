package io.storeloop.campaign.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.experiment.ConfidenceSequence;
import io.storeloop.algorithms.inference.JointMoments;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArmComparisonTest {

  @Test
  void theVerdictHasTheSignOfTheIntervalItIsReadFrom() {
    // the treated had bought more before by accident: plainly they spend more, adjusted less
    var random = new SplittableRandom(1);
    var treated = new JointMoments(2);
    var control = new JointMoments(2);
    for (int user = 0; user < 1_000; user++) {
      double before = random.nextGaussian();
      treated.add(before + 0.3 - 0.1 + 0.01 * random.nextGaussian(), before + 0.3);
      before = random.nextGaussian();
      control.add(before + 0.01 * random.nextGaussian(), before);
    }

    ArmComparison comparison =
        ArmComparison.of(
            "mail",
            "spend",
            false,
            treated,
            control,
            new ConfidenceSequence(0.95, ConfidenceSequence.DEFAULT_DECISION_SIZE));

    assertThat(comparison.plain().difference()).isPositive();
    assertThat(comparison.verdict()).isEqualTo("lower");
  }
}
