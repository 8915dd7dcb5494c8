package io.storeloop.recommendation.recommend;

import io.storeloop.common.conditions.Value;
import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.EventFixture;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.ItemDetails;
import io.storeloop.recommendation.merchandising.RuleBook;
import io.storeloop.recommendation.model.ActiveModel;
import io.storeloop.recommendation.model.ModelFixture;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A shop made by chance: items of a few categories and brands, and shoppers who each like one
 * category. Everything is a function of the generator it is given.
 */
final class GeneratedShop {
  static final List<String> CATEGORIES = List.of("sport", "kitchen", "books", "garden");
  static final List<String> BRANDS = List.of("acme", "bolt", "core");
  static final List<String> COLOURS = List.of("red", "blue");
  private static final List<EventType> TYPES =
      List.of(EventType.VIEW, EventType.CLICK, EventType.ADD_TO_CART, EventType.PURCHASE);

  final InteractionProperties interaction = InteractionProperties.defaults();
  final Histories histories = new Histories(interaction);
  final Catalogue catalogue = new Catalogue();
  final Interactions interactions = new Interactions(histories, catalogue, interaction);
  final ActiveModel active = new ActiveModel();
  final RuleBook book = new RuleBook();
  private final RandomGenerator random;
  private final int items;
  private int minutes;

  GeneratedShop(RandomGenerator random, int items) {
    this.random = random;
    this.items = items;
    for (int item = 0; item < items; item++) {
      putItem(item);
    }
  }

  private void putItem(int item) {
    catalogue.put(
        itemId(item),
        "Item " + item,
        pick(CATEGORIES),
        random.nextInt(8) != 0,
        random.nextInt(20) == 0,
        new ItemDetails(
            pick(BRANDS),
            BigDecimal.valueOf(random.nextInt(1, 100)),
            "EUR",
            Map.of("colour", Value.of(pick(COLOURS))),
            random.nextInt(1_000)));
  }

  static String itemId(int item) {
    return "item-" + item;
  }

  String anyItem() {
    return itemId(random.nextInt(items));
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Shoppers who look at several items, mostly of one category, and learns from them. */
  void shoppersCome(int count, int eventsEach) {
    for (int shopper = 0; shopper < count; shopper++) {
      String liked = pick(CATEGORIES);
      for (int event = 0; event < eventsEach; event++) {
        String item = anyItem();
        for (int tries = 0; tries < 6 && !liked.equals(categoryOf(item)); tries++) {
          item = anyItem();
        }
        happens(EventFixture.a(pick(TYPES)).of(item).by("shopper-" + shopper));
      }
    }
    ModelFixture.activate(active, ModelFixture.train(histories, catalogue).model());
  }

  private String categoryOf(String itemId) {
    return catalogue.find(itemId).map(CatalogueItem::category).orElse("");
  }

  /** A minute later than the last one. */
  void happens(EventFixture event) {
    interactions.apply(event.after(Duration.ofMinutes(minutes++)).event());
  }

  Recommender recommender(RecommendProperties properties) {
    return RecommenderFixture.recommender(histories, catalogue, active, properties, book, false);
  }
}
