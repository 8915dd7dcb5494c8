package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplorationTest {
  private static final int ITEMS = 40;
  private static final int DRAWS = 40_000;
  private static final double RATE = 0.5;

  private final GeneratedShop shop = new GeneratedShop(new Random(3), ITEMS);

  @Test
  void everyEligibleItemIsShownAsOftenAsItsPropensitySaysAndNeverBelowTheFloor() {
    shop.shoppersCome(10, 6);
    Recommender recommender = recommender(RATE);
    Map<String, Integer> shown = new HashMap<>();
    Map<String, Double> propensity = new HashMap<>();
    List<String> usual = ids(recommender(0), 0);

    for (int draw = 0; draw < DRAWS; draw++) {
      RecommendedItem last = popular(recommender, draw).items().getLast();
      if (last.source() == Source.EXPLORED) {
        shown.merge(last.item().itemId(), 1, Integer::sum);
        propensity.put(last.item().itemId(), last.propensity());
      }
    }

    long eligible =
        IntStream.range(0, ITEMS)
            .mapToObj(shop.catalogue::item)
            .filter(item -> item.available() && !usual.contains(item.itemId()))
            .count();
    assertThat(shown).hasSize((int) eligible);
    assertThat(propensity.values()).allMatch(value -> value >= RATE / ITEMS);
    assertThat(propensity.values().stream().mapToDouble(value -> value).sum())
        .isEqualTo(RATE, within(1e-9));
    shown.forEach((item, count) -> {
      double expected = propensity.get(item);
      double deviation = Math.sqrt(expected * (1 - expected) / DRAWS);
      assertThat((double) count / DRAWS).as(item).isEqualTo(expected, within(5 * deviation));
    });
  }

  @Test
  void theSameIdExploresTheSame() {
    shop.shoppersCome(10, 6);
    Recommender recommender = recommender(RATE);

    assertThat(ids(recommender, 5)).isEqualTo(ids(recommender, 5));
  }

  @Test
  void withoutARateNothingIsExplored() {
    shop.shoppersCome(10, 6);
    Recommender recommender = recommender(0);

    for (int draw = 0; draw < 100; draw++) {
      assertThat(popular(recommender, draw).items())
          .allMatch(item -> item.source() == Source.POPULAR && item.propensity() == 1);
    }
  }

  private Recommender recommender(double rate) {
    return shop.recommender(new RecommendProperties(1, 3, 50, 20, 0, rate, 0));
  }

  private static Recommendation popular(Recommender recommender, int seed) {
    return recommender.popular(null, List.of(), Frame.of(5), new SplittableRandom(seed));
  }

  private static List<String> ids(Recommender recommender, int seed) {
    return popular(recommender, seed).items().stream().map(item -> item.item().itemId()).toList();
  }
}
