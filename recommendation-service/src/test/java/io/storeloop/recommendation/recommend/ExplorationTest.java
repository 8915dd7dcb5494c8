package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Value;
import io.storeloop.recommendation.filter.ItemFilter;
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
      RecommendedItem last = ofNobody(recommender, draw).items().getLast();
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
  void aListThatSaysWhatItsItemsHaveInCommonExploresNothing() {
    shop.shoppersCome(10, 6);
    Recommender recommender = recommender(1);
    var question = RecommendationQuestion.similarTo(shop.anyItem(), Frame.of(5));

    assertThat(recommender.recommend(question).items())
        .isNotEmpty()
        .noneMatch(item -> item.source() == Source.EXPLORED);
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
      assertThat(ofNobody(recommender, draw).items())
          .allMatch(item -> item.source() == Source.POPULAR && item.propensity() == 1);
    }
  }

  @Test
  void whereNothingElseMayBeShownTheListIsCertain() {
    shop.shoppersCome(10, 6);
    Recommender recommender = recommender(RATE);
    ItemFilter two =
        new ItemFilter(
            new Condition.OneOf(
                "itemId", ids(recommender(0), 0).stream().limit(2).map(Value::of).toList(), false));
    RecommendationQuestion question =
        new RecommendationQuestion(
            "nobody", null, null, List.of(), false, List.of(), new Frame(5, null, two, List.of()));

    for (int draw = 0; draw < 100; draw++) {
      assertThat(recommender.recommend(question, new SplittableRandom(draw)).items())
          .hasSize(2)
          .allMatch(item -> item.propensity() == 1);
    }
  }

  @Test
  void aListForEverybodyHoldsNothingButWhatItSays() {
    shop.shoppersCome(10, 6);
    Recommender recommender = recommender(1);

    for (String category : GeneratedShop.CATEGORIES) {
      assertThat(recommender.popular(category, List.of(), Frame.of(5)).items())
          .isNotEmpty()
          .allMatch(item -> category.equals(item.item().category()) && item.propensity() == 1);
    }
  }

  private Recommender recommender(double rate) {
    return shop.recommender(new RecommendProperties(1, 3, 50, 20, 0, rate, 0));
  }

  private static Recommendation ofNobody(Recommender recommender, int seed) {
    return recommender.recommend(
        RecommenderFixture.forUser("nobody", 5), new SplittableRandom(seed));
  }

  private static List<String> ids(Recommender recommender, int seed) {
    return ofNobody(recommender, seed).items().stream().map(item -> item.item().itemId()).toList();
  }
}
