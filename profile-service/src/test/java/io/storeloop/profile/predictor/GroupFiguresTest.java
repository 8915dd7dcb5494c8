package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupFiguresTest {
  private static final Instant CUT = HistoryFixture.day(200);

  private static List<GroupFigures> groups(int shoppers) {
    return groups(HistoryFixture.shoppers(shoppers, 3));
  }

  private static List<GroupFigures> groups(List<ShopperHistory> shoppers) {
    PropensityRows rows =
        PropensityRows.at(shoppers, List.of(CUT), Duration.ofDays(30), Target.PURCHASE);
    boolean[] labels = rows.examples().labels();
    double[] probabilities = new double[labels.length];
    Arrays.setAll(probabilities, row -> labels[row] ? 0.8 : 0.2);
    return GroupFigures.of(shoppers, rows, probabilities, labels);
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

  @Test
  void strataAreTheLargestOfEachDimensionAndNeverOfFew() {
    List<ShopperHistory> shoppers = new ArrayList<>();
    for (ShopperHistory one : HistoryFixture.shoppers(1_200, 3)) {
      int place = shoppers.size();
      List<Stratum> strata = new ArrayList<>();
      strata.add(new Stratum("device", place < 900 ? "mobile" : "desktop"));
      if (place < 40) {
        strata.add(new Stratum("language", "rm"));
      } else if (place < 1_000) {
        // 12 countries of 80 shoppers each, the last two of them in alphabet not told
        strata.add(new Stratum("country", String.valueOf((char) ('A' + place % 12))));
      }
      shoppers.add(new ShopperHistory(one.acts(), one.most(), one.whole(), strata));
    }

    List<GroupFigures> groups = groups(shoppers);

    assertThat(groups)
        .extracting(GroupFigures::group)
        .endsWith("country H", "country I", "country J", "device mobile", "device desktop")
        .doesNotContain("language rm", "country K");
    assertThat(group(groups, "country A").shoppers()).isEqualTo(80);
    assertThat(group(groups, "device mobile").shoppers()).isEqualTo(900);
    assertThat(group(groups, "device desktop").figures()).isNotNull();
  }

  private static GroupFigures group(List<GroupFigures> groups, String name) {
    return groups.stream().filter(one -> one.group().equals(name)).findFirst().orElseThrow();
  }
}
