package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.EventFixture;
import io.storeloop.recommendation.model.MixSettings;
import io.storeloop.recommendation.model.ModelFixture;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A reason is true if the item needs it: take the events away that an answer names, ask again with
 * the same model, and the item has fallen or left the list.
 */
class FidelityTest {
  private static final int SHOPPERS = 300;
  private static final int ITEMS = 200;
  private static final int LIST = 10;
  private static final double PROMISED = 0.95;

  private record Done(EventType type, String itemId, int minute) {}

  @Test
  void withoutTheCitedEventsTheItemFallsOrLeavesTheList() {
    Random random = new Random(11);
    GeneratedShop shop = new GeneratedShop(random, ITEMS);
    shop.shoppersCome(200, 15);

    assertFaithful("kernel", shop, random);
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void soItIsWhereAMixScoresWholeHistories(String name, MixSettings mix) {
    Random random = new Random(11);
    GeneratedShop shop = new GeneratedShop(random, ITEMS);
    shop.shoppersCome(200, 15);
    ModelFixture.activate(
        shop.active, ModelFixture.train(shop.histories, shop.catalogue, mix).model());

    assertFaithful(name, shop, random);
  }

  static Stream<Arguments> mixes() {
    return Stream.of(
        Arguments.of("ease", ModelFixture.ease()),
        Arguments.of("sparse ease", ModelFixture.sparseEase()),
        Arguments.of("blend", ModelFixture.blend()),
        Arguments.of("learnt order", ModelFixture.order()));
  }

  private static void assertFaithful(String name, GeneratedShop shop, Random random) {
    Recommender recommender = shop.recommender(RecommendProperties.defaults());
    int cited = 0;
    int fallen = 0;

    for (int number = 0; number < SHOPPERS; number++) {
      List<Done> history = history(shop, random);
      List<RecommendedItem> before = list(shop, recommender, "asked-" + number, history);
      for (int place = 0; place < before.size(); place++) {
        RecommendedItem item = before.get(place);
        assertSharesOfOne(item);
        if (!item.evidence().isEmpty()) {
          Set<String> evidence =
              item.evidence().stream()
                  .map(reason -> reason.item().itemId())
                  .collect(Collectors.toSet());
          List<RecommendedItem> after =
              list(
                  shop,
                  recommender,
                  "without-" + number + "-" + place,
                  history.stream().filter(done -> !evidence.contains(done.itemId())).toList());
          cited++;
          fallen += fell(item, place, after) ? 1 : 0;
        }
      }
    }

    assertThat(cited).isGreaterThan(SHOPPERS);
    assertThat((double) fallen / cited)
        .as("%d of %d cited items fell or left", fallen, cited)
        .isGreaterThanOrEqualTo(PROMISED);
    System.out.printf("fidelity, %s: %d of %d cited items fell or left%n", name, fallen, cited);
  }

  private static void assertSharesOfOne(RecommendedItem item) {
    if (item.source() == Source.PERSONAL || item.source() == Source.SESSION) {
      double cited = item.evidence().stream().mapToDouble(Evidence::share).sum();
      assertThat(cited + item.otherShare()).isCloseTo(1, within(1e-9));
    }
  }

  private static boolean fell(RecommendedItem item, int place, List<RecommendedItem> after) {
    for (int now = 0; now <= place && now < after.size(); now++) {
      if (after.get(now).item().equals(item.item())) {
        return false;
      }
    }
    return true;
  }

  private static List<RecommendedItem> list(
      GeneratedShop shop, Recommender recommender, String user, List<Done> history) {
    for (Done done : history) {
      shop.interactions.apply(
          EventFixture.a(done.type())
              .of(done.itemId())
              .by(user)
              .after(Duration.ofMinutes(done.minute()))
              .event());
    }
    return RecommenderFixture.ask(
            recommender,
            new RecommendationQuestion(
                user, null, null, List.of(), false, List.of(), Frame.of(LIST)))
        .items();
  }

  private static List<Done> history(GeneratedShop shop, Random random) {
    List<Done> history = new ArrayList<>();
    List<EventType> types =
        List.of(EventType.VIEW, EventType.VIEW, EventType.ADD_TO_CART, EventType.PURCHASE);
    int minute = 0;
    for (int event = random.nextInt(1, 25); event > 0; event--) {
      minute += random.nextInt(4) == 0 ? 600 : 3;
      history.add(new Done(shop.pick(types), shop.anyItem(), minute));
    }
    return history;
  }
}
