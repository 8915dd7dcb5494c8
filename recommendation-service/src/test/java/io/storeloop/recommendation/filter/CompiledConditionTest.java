package io.storeloop.recommendation.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.RandomConditions;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.ValueType;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.ItemDetails;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompiledConditionTest {
  private static final int TREES = 3_000;
  private static final List<String> TEXTS = List.of("acme", "Acme", "sport", "\uD83D\uDE00", "～");
  private static final List<RandomConditions.Path> PATHS =
      List.of(
          new RandomConditions.Path("itemId", ValueType.STRING),
          new RandomConditions.Path("name", ValueType.STRING),
          new RandomConditions.Path("category", ValueType.STRING),
          new RandomConditions.Path("brand", ValueType.STRING),
          new RandomConditions.Path("currency", ValueType.STRING),
          new RandomConditions.Path("price", ValueType.NUMBER),
          new RandomConditions.Path("inStock", ValueType.BOOLEAN),
          new RandomConditions.Path("attributes.colour", ValueType.SCALAR));

  @Test
  void thePredicateAlwaysAgreesWithTheEvaluator() {
    Random random = new Random(7);
    List<CatalogueItem> items = items(random, 60);
    RandomConditions conditions =
        new RandomConditions(random, PATHS, List.of(), List.of(), CompiledConditionTest::value);
    int matches = 0;

    for (int tree = 0; tree < TREES; tree++) {
      Condition condition = conditions.grow(3);
      ItemFilter filter = new ItemFilter(condition);
      for (CatalogueItem item : items) {
        boolean expected =
            ConditionEvaluator.matches(condition, new ItemSubject(item), Instant.EPOCH);
        assertThat(filter.matches(item)).as("%s of %s", condition, item).isEqualTo(expected);
        matches += expected ? 1 : 0;
        assertThatHintsHold(filter, item, expected);
      }
    }

    assertThat(matches).isBetween(TREES * 10, TREES * 50);
  }

  private static void assertThatHintsHold(ItemFilter filter, CatalogueItem item, boolean matches) {
    if (matches) {
      filter.itemIds().ifPresent(ids -> assertThat(ids).contains(item.itemId()));
      filter.categories().ifPresent(names -> assertThat(names).contains(item.category()));
    }
  }

  private static List<CatalogueItem> items(RandomGenerator random, int count) {
    Catalogue catalogue = new Catalogue();
    List<CatalogueItem> items = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Map<String, Value> attributes = new HashMap<>();
      if (random.nextBoolean()) {
        attributes.put("colour", scalar(random));
      }
      String itemId = number < TEXTS.size() ? TEXTS.get(number) : "item-" + number;
      catalogue.put(
          itemId,
          text(random),
          text(random),
          random.nextBoolean(),
          false,
          new ItemDetails(
              text(random),
              random.nextInt(4) == 0 ? null : price(random),
              text(random),
              attributes,
              0));
      items.add(catalogue.find(itemId).orElseThrow());
    }
    return items;
  }

  private static Value value(RandomConditions.Path path, RandomGenerator random) {
    return switch (path.type()) {
      case NUMBER -> Value.of(price(random));
      case BOOLEAN -> Value.of(random.nextBoolean());
      case SCALAR -> random.nextBoolean() ? Value.of(pick(random)) : Value.of(price(random));
      default -> Value.of(pick(random));
    };
  }

  private static Value scalar(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> Value.of(pick(random));
      case 1 -> Value.of(price(random));
      default -> Value.of(List.of(pick(random), pick(random)));
    };
  }

  private static BigDecimal price(RandomGenerator random) {
    return BigDecimal.valueOf(random.nextInt(5) * 250L, random.nextInt(2, 5));
  }

  private static @Nullable String text(RandomGenerator random) {
    return random.nextInt(4) == 0 ? null : pick(random);
  }

  private static String pick(RandomGenerator random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
