package io.storeloop.algorithms.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnseenScorerTest {
  @Test
  void historyComesLastAlsoBehindWhatTheModelSpeaksAgainst() {
    double[] scores = new double[5];

    new UnseenScorer(new Constant(3, -2, 0, 5, 1)).score(new int[] {3, 0, 99}, 3, scores);

    assertThat(scores).containsExactly(-2, -2, 0, -2, 1);
  }

  @Test
  void onlyTheGivenPartOfTheHistoryCounts() {
    double[] scores = new double[3];

    new UnseenScorer(new Constant(3, 2, 1)).score(new int[] {0, 1}, 1, scores);

    assertThat(scores).containsExactly(UnseenScorer.SEEN, 2, 1);
  }

  private record Constant(double... values) implements ItemScorer {
    @Override
    public int itemCount() {
      return values.length;
    }

    @Override
    public void score(int[] items, int size, double[] scores) {
      System.arraycopy(values, 0, scores, 0, values.length);
    }
  }
}
