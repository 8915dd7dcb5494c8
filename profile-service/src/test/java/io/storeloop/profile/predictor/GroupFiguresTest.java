package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupFiguresTest {
  private static final Instant CUT = HistoryFixture.day(200);

  private static List<GroupFigures> groups(int shoppers) {
    PropensityRows rows =
        PropensityRows.at(
            HistoryFixture.shoppers(shoppers, 3),
            List.of(CUT),
            Duration.ofDays(30),
            Target.PURCHASE);
    boolean[] labels = rows.examples().labels();
    double[] probabilities = new double[labels.length];
    Arrays.setAll(probabilities, row -> labels[row] ? 0.8 : 0.2);
    return GroupFigures.of(rows, probabilities, labels);
  }

  @Test
  void everyPartOfTheShoppersIsJudgedByItself() {
    List<GroupFigures> groups = groups(400);

    GroupFigures repeat = group(groups, "repeat buyers");
    assertThat(repeat.shoppers()).isGreaterThan(100);
    assertThat(repeat.figures()).isNotNull();
    assertThat(repeat.figures().auc()).isEqualTo(1);
    assertThat(repeat.json()).containsKeys("rate", "meanProbability", "auc", "brier", "ece");
    assertThat(
            groups.stream()
                .filter(one -> one.group().contains("order") || one.group().contains("repeat"))
                .mapToInt(GroupFigures::shoppers)
                .sum())
        .isEqualTo(400);
  }

  @Test
  void ofTooFewNothingIsTold() {
    GroupFigures repeat = group(groups(30), "repeat buyers");

    assertThat(repeat.figures()).isNull();
    assertThat(repeat.json()).containsKey("refused").doesNotContainKey("auc");
  }

  private static GroupFigures group(List<GroupFigures> groups, String name) {
    return groups.stream().filter(one -> one.group().equals(name)).findFirst().orElseThrow();
  }
}
