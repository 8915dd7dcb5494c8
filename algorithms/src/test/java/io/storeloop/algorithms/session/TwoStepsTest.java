package io.storeloop.algorithms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.Neighbours;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwoStepsTest {
  private static final CooccurrenceOptions CLICKED_AFTER =
      CooccurrenceOptions.sequential(0.8, 0.5, 10);

  @Test
  void reachesTheNeighboursOfNeighbours() throws InterruptedException {
    // 0 → 1 (3), 2 (1); 1 → 2 (2)
    var one = new Neighbours(new int[] {0, 2, 3, 3}, new int[] {1, 2, 2}, new float[] {3, 1, 2});

    Neighbours two = TwoSteps.walk(one, 2, 1);

    // rows that add up to 1: 0 → 1 ¾, 2 ¼; 1 → 2 1; hence 0 → 2: ¼ + 2 · ¾ · 1 = 1¾
    assertThat(two)
        .isEqualTo(
            new Neighbours(
                new int[] {0, 2, 3, 3}, new int[] {2, 1, 2}, new float[] {1.75f, 0.75f, 1}));
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws InterruptedException {
    var random = new SplittableRandom(5);
    Sessions sessions =
        SessionFixture.sessionsOf(SessionFixture.randomVisits(2_000, 700, 6, random), 700);
    var recipe = new KernelRecipe(CLICKED_AFTER, 10, 0.7, 0.1);

    KernelFusion alone = recipe.learn(sessions, 1);
    KernelFusion together = recipe.learn(sessions, 3);

    assertThat(together).isEqualTo(alone);
  }

  @Test
  void noWeightLearnsNothing() throws InterruptedException {
    KernelFusion fusion =
        new KernelRecipe(CLICKED_AFTER, 10, 0.7, 0).learn(SessionFixture.fourVisits(), 1);

    assertThat(fusion).isEqualTo(KernelFusion.none());
  }

  @Test
  void refusesAnUnboundedWeight() {
    assertThatThrownBy(() -> new KernelRecipe(CLICKED_AFTER, 101, 0.7, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("twoStepWeight must be between");
  }
}
