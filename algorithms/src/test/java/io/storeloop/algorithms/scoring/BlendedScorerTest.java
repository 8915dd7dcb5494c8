package io.storeloop.algorithms.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlendedScorerTest {
  @Test
  void partsMeetOnOneScale() {
    var blend = new BlendedScorer(List.of(constant(1, 4, 0), constant(30, 0, 15)), 1, 0.5);

    double[] scores = scoresOf(blend);

    // 1/4 + 0.5·30/30 = 0.75, 4/4 + 0 = 1, 0 + 0.5·15/30 = 0.25
    assertThat(scores).containsExactly(new double[] {0.75, 1, 0.25}, within(1e-12));
  }

  @Test
  void partThatSpeaksForNothingAddsNothing() {
    var blend = new BlendedScorer(List.of(constant(2, 1, 0), constant(-1, 0, -3)), 1, 1);

    double[] scores = scoresOf(blend);

    assertThat(scores).containsExactly(1, 0.5, 0);
  }

  @Test
  void partsMustFitTogether() {
    assertThatThrownBy(() -> new BlendedScorer(List.of())).hasMessageContaining("got 0 and 0");
    assertThatThrownBy(() -> new BlendedScorer(List.of(constant(1)), 1, 2))
        .hasMessageContaining("got 1 and 2");
    assertThatThrownBy(() -> new BlendedScorer(List.of(constant(1), constant(1, 2)), 1, 1))
        .hasMessageContaining("the same items");
    assertThatThrownBy(() -> new BlendedScorer(List.of(constant(1)), Double.NaN))
        .hasMessageContaining("weights must be finite");
  }

  private static double[] scoresOf(ItemScorer scorer) {
    double[] scores = new double[scorer.itemCount()];
    scorer.score(new int[0], 0, scores);
    return scores;
  }

  private static ItemScorer constant(double... values) {
    return new ItemScorer() {
      @Override
      public int itemCount() {
        return values.length;
      }

      @Override
      public void score(int[] items, int size, double[] scores) {
        System.arraycopy(values, 0, scores, 0, values.length);
      }
    };
  }
}
