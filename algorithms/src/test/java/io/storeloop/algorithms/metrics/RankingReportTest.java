package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingReportTest {
  private static final int[] NOTHING = {};
  private static final BootstrapOptions OPTIONS = BootstrapOptions.seeded(1);

  @Test
  void averagesOverUsers() {
    double[] scores = {5, 4, 3, 2, 1};
    var anna = RelevantRanks.of(scores, new int[] {0}, NOTHING);
    var ben = RelevantRanks.of(scores, new int[] {2, 4}, NOTHING);

    RankingReport report = RankingReport.of(List.of(anna, ben), List.of(1, 3), OPTIONS);

    assertThat(report.users()).isEqualTo(2);
    assertThat(report.value("hitRate@1")).isEqualTo(0.5);
    assertThat(report.value("hitRate@3")).isEqualTo(1);
    // anna 1, ben 1/2
    assertThat(report.value("recall@3")).isEqualTo(0.75);
    // anna 1/3, ben 1/3
    assertThat(report.value("precision@3")).isCloseTo(1 / 3.0, within(1e-12));
    // anna 1, ben 1/3
    assertThat(report.value("mrr@3")).isCloseTo(2 / 3.0, within(1e-12));
    // anna 1, ben (1/3) / 2
    assertThat(report.value("map@3")).isCloseTo(7 / 12.0, within(1e-12));
    // anna 1; ben: item 2 is before item 3 only, item 4 before none: 1 / (3 · 2)
    assertThat(report.value("auc")).isCloseTo(7 / 12.0, within(1e-12));
    // ben's gain 1/log2 4 = 0.5 of 1 + 0.630930
    assertThat(report.value("ndcg@3")).isCloseTo((1 + 0.5 / 1.630930) / 2, within(1e-6));
  }

  @Test
  void everyMetricHasItsInterval() {
    var hit = RelevantRanks.of(new double[] {1, 0}, new int[] {0}, NOTHING);
    var miss = RelevantRanks.of(new double[] {1, 0}, new int[] {1}, NOTHING);

    RankingReport report = RankingReport.of(List.of(hit, miss), List.of(1), OPTIONS);

    assertThat(report.metrics().keySet())
        .containsExactly("hitRate@1", "precision@1", "recall@1", "mrr@1", "ndcg@1", "map@1", "auc");
    assertThat(report.metrics().values())
        .allSatisfy(estimate -> {
          assertThat(estimate.interval().lower()).isZero();
          assertThat(estimate.interval().upper()).isEqualTo(1);
        });
  }

  @Test
  void namesTheMetricItDoesNotHold() {
    var user = RelevantRanks.of(new double[] {1, 0}, new int[] {0}, NOTHING);

    RankingReport report = RankingReport.of(List.of(user), List.of(1), OPTIONS);

    assertThatThrownBy(() -> report.value("hitRate@5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not hitRate@5");
  }
}
