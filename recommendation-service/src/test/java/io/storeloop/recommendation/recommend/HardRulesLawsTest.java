package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.RandomConditions;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.ValueType;
import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.InterestScale;
import io.storeloop.recommendation.merchandising.ItemGroup;
import io.storeloop.recommendation.merchandising.MerchandisingRule;
import io.storeloop.recommendation.merchandising.RuleDraft;
import io.storeloop.recommendation.merchandising.RuleKind;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever the catalogue, the rules, the history and the question: no answer ever breaks a hard
 * rule (filter, exclusion, stock, bought before, in view, unwanted, quota), and a pin stands only
 * where its rule wants it, on an item that it means.
 */
class HardRulesLawsTest {
  private static final int SHOPS = 60;
  private static final int QUESTIONS = 25;
  private static final int ITEMS = 60;
  private static final Instant LONG_AGO = Instant.EPOCH;
  private static final List<RandomConditions.Path> PATHS =
      List.of(
          new RandomConditions.Path("itemId", ValueType.STRING),
          new RandomConditions.Path("category", ValueType.STRING),
          new RandomConditions.Path("brand", ValueType.STRING),
          new RandomConditions.Path("price", ValueType.NUMBER),
          new RandomConditions.Path("attributes.colour", ValueType.SCALAR));

  private int shown;
  private int pinned;
  private int explored;

  @Test
  void noAnswerEverBreaksAHardRule() {
    for (int seed = 0; seed < SHOPS; seed++) {
      Random random = new Random(seed);
      GeneratedShop shop = new GeneratedShop(random, ITEMS);
      shop.shoppersCome(20, 12);
      List<MerchandisingRule> rules = rules(shop, random);
      shop.book.replace(rules);
      Recommender recommender =
          shop.recommender(
              new RecommendProperties(
                  1,
                  3,
                  random.nextInt(10, 60),
                  20,
                  random.nextBoolean() ? 0.5 : 0,
                  random.nextBoolean() ? 0.5 : 0,
                  random.nextBoolean() ? random.nextDouble() : 0));
      for (int number = 0; number < QUESTIONS; number++) {
        ask(shop, recommender, rules, random);
      }
    }

    assertThat(shown).isGreaterThan(SHOPS * QUESTIONS);
    assertThat(pinned).isGreaterThan(SHOPS);
    assertThat(explored).isGreaterThan(SHOPS);
  }

  private void ask(
      GeneratedShop shop, Recommender recommender, List<MerchandisingRule> rules, Random random) {
    Frame frame = frame(shop, random);
    RecommendationQuestion question =
        new RecommendationQuestion(
            random.nextInt(5) == 0 ? null : "shopper-" + random.nextInt(22),
            null,
            null,
            someItems(shop, random, 4),
            random.nextBoolean(),
            someItems(shop, random, 10),
            frame);
    Set<String> forbidden = new HashSet<>(question.itemIds());
    forbidden.addAll(question.excludeItemIds());

    Recommendation personal = recommender.recommend(question, random);
    Recommendation popular = recommender.popular(null, question.excludeItemIds(), frame);
    Recommendation recent = recommender.recent(List.of(), frame);
    Recommendation trending = recommender.trending(frame);
    CatalogueItem any = shop.catalogue.find(shop.anyItem()).orElseThrow();
    Recommendation together = recommender.boughtTogether(any, frame);
    Recommendation ranked = recommender.rank(question, someItems(shop, random, 40));

    assertThatHardRulesHold(shop, personal, question.userId(), forbidden, frame, rules, true);
    assertThatHardRulesHold(
        shop, popular, null, Set.copyOf(question.excludeItemIds()), frame, rules, true);
    assertThatHardRulesHold(shop, recent, null, Set.of(), frame, rules, true);
    assertThatHardRulesHold(shop, trending, null, Set.of(), frame, rules, true);
    assertThatHardRulesHold(shop, together, null, Set.of(any.itemId()), frame, rules, true);
    assertThatHardRulesHold(
        shop,
        ranked,
        question.userId(),
        Set.copyOf(question.itemIds()),
        new Frame(ITEMS, frame.placement(), frame.filter(), List.of()),
        rules,
        false);
  }

  private void assertThatHardRulesHold(
      GeneratedShop shop,
      Recommendation answer,
      String user,
      Set<String> forbidden,
      Frame frame,
      List<MerchandisingRule> rules,
      boolean quotasHold) {
    List<RuleDraft> holding =
        rules.stream()
            .map(MerchandisingRule::draft)
            .filter(rule -> rule.enabled() && isAt(rule, frame.placement()))
            .toList();
    Set<String> once = new HashSet<>();
    for (RecommendedItem item : answer.items()) {
      CatalogueItem shownItem = item.item();
      assertThat(once.add(shownItem.itemId())).as("shown once").isTrue();
      assertThat(shownItem.available()).as("to be had").isTrue();
      assertThat(frame.filter().matches(shownItem)).as("meets the filter").isTrue();
      assertThat(forbidden).doesNotContain(shownItem.itemId());
      assertThat(isOwned(shop, user, shownItem)).as("not bought before").isFalse();
      assertThat(holding)
          .noneMatch(rule -> rule.kind() == RuleKind.EXCLUDE && rule.items().matches(shownItem));
      assertThat(item.propensity()).isGreaterThan(0).isLessThanOrEqualTo(1);
      assertThat(item.reason()).isNotBlank();
      explored += item.source() == Source.EXPLORED ? 1 : 0;
      shown++;
    }
    assertThat(answer.items().size()).isLessThanOrEqualTo(frame.numResults());
    if (quotasHold) {
      assertThatQuotasHold(answer, holding);
      assertThatPinsStandRight(answer, rules, frame.numResults());
    }
  }

  private static void assertThatQuotasHold(Recommendation answer, List<RuleDraft> holding) {
    for (RuleDraft rule : holding) {
      if (rule.kind() == RuleKind.QUOTA) {
        Map<String, Integer> counts = new HashMap<>();
        for (RecommendedItem item : answer.items()) {
          if (rule.items().matches(item.item())) {
            counts.merge(String.valueOf(rule.per().of(item.item())), 1, Integer::sum);
          }
        }
        assertThat(counts.values()).allMatch(count -> count <= rule.limit());
      }
    }
  }

  private void assertThatPinsStandRight(
      Recommendation answer, List<MerchandisingRule> rules, int numResults) {
    for (int place = 0; place < answer.items().size(); place++) {
      RecommendedItem item = answer.items().get(place);
      if (item.placedBy() != null && item.placedBy().kind() == Placed.Kind.PIN) {
        RuleDraft rule =
            rules.stream()
                .filter(known -> known.id().equals(item.placedBy().name()))
                .findFirst()
                .orElseThrow()
                .draft();
        assertThat(rule.items().matches(item.item())).isTrue();
        boolean full = answer.items().size() == numResults;
        assertThat(place == rule.position() || (!full && place < rule.position())).isTrue();
        pinned++;
      }
    }
  }

  private static boolean isOwned(GeneratedShop shop, String user, CatalogueItem item) {
    return user != null
        && shop.histories
            .find(user, null, null)
            .map(
                history -> history.strongest(InterestScale.of(shop.interaction)).owns(item.index()))
            .orElse(false);
  }

  private static boolean isAt(RuleDraft rule, String placement) {
    return rule.placement() == null || rule.placement().equals(placement);
  }

  private static Frame frame(GeneratedShop shop, Random random) {
    List<Promotion> promotions = new ArrayList<>();
    for (int number = random.nextInt(3); number > 0; number--) {
      promotions.add(
          new Promotion("promotion-" + number, filter(shop, random), random.nextInt(1, 101)));
    }
    return new Frame(
        random.nextInt(1, 30),
        random.nextBoolean() ? "home" : null,
        random.nextBoolean() ? ItemFilter.ALL : filter(shop, random),
        promotions);
  }

  private static List<String> someItems(GeneratedShop shop, Random random, int most) {
    List<String> items = new ArrayList<>();
    for (int number = random.nextInt(most); number > 0; number--) {
      items.add(random.nextInt(10) == 0 ? "no-such-item" : shop.anyItem());
    }
    return items;
  }

  private static ItemFilter filter(GeneratedShop shop, Random random) {
    Condition condition =
        new RandomConditions(
                random,
                PATHS,
                List.of(),
                List.of(),
                (path, chance) ->
                    switch (path.name()) {
                      case "itemId" -> Value.of(shop.anyItem());
                      case "category" -> Value.of(shop.pick(GeneratedShop.CATEGORIES));
                      case "brand" -> Value.of(shop.pick(GeneratedShop.BRANDS));
                      case "price" -> Value.of(chance.nextInt(100));
                      default -> Value.of(shop.pick(GeneratedShop.COLOURS));
                    })
            .grow(2);
    return new ItemFilter(condition);
  }

  private static List<MerchandisingRule> rules(GeneratedShop shop, Random random) {
    List<MerchandisingRule> rules = new ArrayList<>();
    for (int number = random.nextInt(8); number > 0; number--) {
      RuleKind kind = RuleKind.values()[random.nextInt(RuleKind.values().length)];
      boolean counts = kind == RuleKind.QUOTA || kind == RuleKind.DIVERSITY;
      RuleDraft draft =
          new RuleDraft(
              "rule",
              kind,
              filter(shop, random),
              random.nextBoolean() ? "home" : null,
              null,
              null,
              random.nextInt(3),
              random.nextInt(6) != 0,
              kind == RuleKind.PIN ? random.nextInt(5) : null,
              kind == RuleKind.BOOST ? random.nextDouble(0.01, 100) : null,
              counts ? random.nextInt(1, 4) : null,
              counts ? ItemGroup.values()[random.nextInt(2)] : null);
      rules.add(new MerchandisingRule("rule-" + number, draft, 0, LONG_AGO, LONG_AGO));
    }
    return rules;
  }
}
