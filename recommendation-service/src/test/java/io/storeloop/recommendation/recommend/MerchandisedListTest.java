package io.storeloop.recommendation.recommend;

import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static io.storeloop.recommendation.recommend.RecommenderFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Operator;
import io.storeloop.common.conditions.Value;
import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.EventFixture;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.ItemDetails;
import io.storeloop.recommendation.merchandising.ItemGroup;
import io.storeloop.recommendation.merchandising.MerchandisingRule;
import io.storeloop.recommendation.merchandising.RuleBook;
import io.storeloop.recommendation.merchandising.RuleDraft;
import io.storeloop.recommendation.merchandising.RuleKind;
import io.storeloop.recommendation.model.ActiveModel;
import io.storeloop.recommendation.model.ModelFixture;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of rule does to one list: popular from "a" (most) to "f". */
class MerchandisedListTest {
  private static final List<String> ITEMS = List.of("a", "b", "c", "d", "e", "f");

  private final InteractionProperties interaction = InteractionProperties.defaults();
  private final Histories histories = new Histories(interaction);
  private final Catalogue catalogue = new Catalogue();
  private final Interactions interactions = new Interactions(histories, catalogue, interaction);
  private final ActiveModel active = new ActiveModel();
  private final RuleBook book = new RuleBook();
  private final Recommender recommender =
      RecommenderFixture.recommender(
          histories, catalogue, active, RecommendProperties.defaults(), book, false);

  @BeforeEach
  void theShopIsOpen() {
    for (int item = 0; item < ITEMS.size(); item++) {
      put(ITEMS.get(item), item < 4 ? "sport" : "books", item % 2 == 0 ? "acme" : "bolt");
      for (int viewer = 0; viewer < 12 - 2 * item; viewer++) {
        interactions.apply(aView().of(ITEMS.get(item)).by("viewer-" + item + "-" + viewer).event());
      }
    }
    put("unpopular", "books", "core");
    ModelFixture.activate(active, ModelFixture.train(histories, catalogue).model());
  }

  @Test
  void withoutRulesTheListIsInTheOrderOfPopularity() {
    assertThat(list(6)).containsExactlyElementsOf(ITEMS);
  }

  @Test
  void aPinStandsAtItsPositionAndSaysWhoPutItThere() {
    book.replace(List.of(rule(RuleKind.PIN, is("itemId", "unpopular"), 1, null, null)));

    RecommendedItem pinned = popular(3).items().get(1);

    assertThat(list(3)).containsExactly("a", "unpopular", "b");
    assertThat(pinned.source()).isEqualTo(Source.PINNED);
    assertThat(pinned.reason()).isEqualTo(ReasonWords.PINNED);
    assertThat(pinned.placedBy()).isEqualTo(new Placed.By(Placed.Kind.PIN, "pin"));
  }

  @Test
  void aPinOnManyItemsTakesTheBestOfThem() {
    book.replace(List.of(rule(RuleKind.PIN, is("category", "books"), 0, null, null)));

    assertThat(list(3)).containsExactly("e", "a", "b");
  }

  @Test
  void aPinThatNamesItemsTakesTheMostPopularOfThem() {
    ItemFilter several =
        new ItemFilter(
            new Condition.OneOf(
                "itemId", List.of(Value.of("unpopular"), Value.of("f"), Value.of("d")), false));
    book.replace(List.of(rule(RuleKind.PIN, several, 0, null, null)));

    assertThat(list(3)).containsExactly("d", "a", "b");
  }

  @Test
  void aPinFindsANewItemThatNobodyHasMet() {
    putNew("novelty");
    book.replace(List.of(rule(RuleKind.PIN, is("category", "novelties"), 0, null, null)));

    assertThat(list(3)).containsExactly("novelty", "a", "b");
    assertThat(popular(3).items().getFirst().source()).isEqualTo(Source.PINNED);
  }

  @Test
  void aPromotionFindsANewItemThatNobodyHasMet() {
    putNew("novelty");
    Promotion novelties = new Promotion("novelties", is("category", "novelties"), 50);

    Recommendation answer =
        recommender.popular(
            null, List.of(), new Frame(2, null, ItemFilter.ALL, List.of(novelties)));

    // one of two places: at the end of the list
    assertThat(ids(answer)).containsExactly("a", "novelty");
  }

  @Test
  void aNarrowFilterIsFilledUpWithNewItemsThatNobodyHasMet() {
    putNew("novelty");
    RecommendationQuestion question =
        new RecommendationQuestion(
            "anna",
            null,
            null,
            List.of(),
            false,
            List.of(),
            new Frame(3, null, is("category", "novelties"), List.of()));

    Recommendation answer = ask(recommender, question);

    assertThat(ids(answer)).containsExactly("novelty");
    assertThat(answer.items().getFirst().source()).isEqualTo(Source.RECENT);
    assertThat(answer.items().getFirst().reason()).isEqualTo(ReasonWords.RECENT);
    assertThat(answer.fallback()).isEqualTo(Recommendation.Fallback.RECENT);
  }

  @Test
  void aPinThatTheFilterDoesNotLetThroughIsNotShown() {
    book.replace(List.of(rule(RuleKind.PIN, is("itemId", "unpopular"), 0, null, null)));

    List<String> shown =
        ids(
            recommender.popular(
                null, List.of(), new Frame(3, null, is("category", "sport"), List.of())));

    assertThat(shown).containsExactly("a", "b", "c");
  }

  @Test
  void ofTwoPinsForOnePlaceTheHigherPriorityWins() {
    book.replace(
        List.of(
            prioritised("late", 0, is("itemId", "c")), prioritised("first", 5, is("itemId", "d"))));

    assertThat(list(3)).containsExactly("d", "a", "b");
  }

  @Test
  void aBoostMultipliesTheScore() {
    // interest of 12, 10, 8 … viewers: c has 8 / 12 of the best, times 2 it passes a
    book.replace(List.of(rule(RuleKind.BOOST, is("itemId", "c"), null, 2.0, null)));

    assertThat(list(6)).containsExactly("c", "a", "b", "d", "e", "f");
  }

  @Test
  void whatIsBuriedComesLast() {
    book.replace(List.of(rule(RuleKind.BURY, is("category", "sport"), null, null, null)));

    assertThat(list(6)).containsExactly("e", "f", "a", "b", "c", "d");
  }

  @Test
  void whatIsExcludedIsGone() {
    book.replace(List.of(rule(RuleKind.EXCLUDE, is("brand", "acme"), null, null, null)));

    assertThat(list(6)).containsExactly("b", "d", "f");
  }

  @Test
  void aQuotaLetsOnlySoManyOfEachIn() {
    book.replace(List.of(rule(RuleKind.QUOTA, ItemFilter.ALL, null, null, 1)));

    assertThat(list(6)).containsExactly("a", "e");
  }

  @Test
  void diversityBreaksUpRowsAsLongAsThereIsSomethingElse() {
    book.replace(List.of(rule(RuleKind.DIVERSITY, ItemFilter.ALL, null, null, 1)));

    assertThat(list(6)).containsExactly("a", "e", "b", "f", "c", "d");
  }

  @Test
  void aRuleHoldsAtItsPlacementInItsTimeAndWhileItIsEnabled() {
    Instant now = EventFixture.MONDAY;
    book.replace(
        List.of(
            exclude("home only", "a", "home", null, null, true),
            exclude("from now", "b", null, now, null, true),
            exclude("until now", "c", null, null, now, true),
            exclude("disabled", "d", null, null, null, false)));

    assertThat(list(6)).containsExactly("a", "c", "d", "e", "f");
    assertThat(
            ids(
                recommender.popular(
                    null, List.of(), new Frame(6, "home", ItemFilter.ALL, List.of()))))
        .containsExactly("c", "d", "e", "f");
  }

  @Test
  void promotedItemsAreSpreadOverTheList() {
    Promotion books = new Promotion("books", is("category", "books"), 50);

    Recommendation answer =
        recommender.popular(null, List.of(), new Frame(4, null, ItemFilter.ALL, List.of(books)));

    // two of four places: at the end of each half
    assertThat(ids(answer)).containsExactly("a", "e", "b", "f");
    assertThat(answer.items().get(1).placedBy())
        .isEqualTo(new Placed.By(Placed.Kind.PROMOTION, "books"));
  }

  @Test
  void aBoostReachesPersonalListsToo() {
    interactions.apply(aView().of("a").by("anna").event());
    interactions.apply(aView().of("b").by("ben").event());
    for (int number = 0; number < 5; number++) {
      for (String item : number == 0 ? List.of("a", "f", "d") : List.of("a", "d")) {
        interactions.apply(aView().of(item).by("together-" + number).event());
      }
    }
    ModelFixture.activate(active, ModelFixture.train(histories, catalogue).model());

    String before = ids(ask(recommender, RecommenderFixture.forUser("anna", 2))).getFirst();
    book.replace(List.of(rule(RuleKind.BOOST, is("itemId", "f"), null, 100.0, null)));
    String after = ids(ask(recommender, RecommenderFixture.forUser("anna", 2))).getFirst();

    assertThat(before).isEqualTo("d");
    assertThat(after).isEqualTo("f");
  }

  private void putNew(String itemId) {
    catalogue.put(
        itemId,
        null,
        "novelties",
        true,
        false,
        new ItemDetails(null, null, null, Map.of(), EventFixture.MONDAY.toEpochMilli()));
  }

  private void put(String itemId, String category, String brand) {
    catalogue.put(
        itemId,
        null,
        category,
        true,
        false,
        new ItemDetails(brand, BigDecimal.TEN, "EUR", Map.of(), ItemDetails.UNKNOWN));
  }

  private Recommendation popular(int numResults) {
    return recommender.popular(null, List.of(), Frame.of(numResults));
  }

  private List<String> list(int numResults) {
    return ids(popular(numResults));
  }

  private static List<String> ids(Recommendation answer) {
    return answer.items().stream().map(item -> item.item().itemId()).toList();
  }

  private static ItemFilter is(String path, String text) {
    return new ItemFilter(new Condition.Compare(path, Operator.EQ, Value.of(text)));
  }

  private static MerchandisingRule rule(
      RuleKind kind,
      ItemFilter items,
      @Nullable Integer position,
      @Nullable Double factor,
      @Nullable Integer limit) {
    return kept(
        kind.name().toLowerCase(Locale.ROOT),
        new RuleDraft(
            "rule",
            kind,
            items,
            null,
            null,
            null,
            0,
            true,
            position,
            factor,
            limit,
            limit == null ? null : ItemGroup.CATEGORY));
  }

  private static MerchandisingRule prioritised(String id, int priority, ItemFilter items) {
    return kept(
        id,
        new RuleDraft(
            id, RuleKind.PIN, items, null, null, null, priority, true, 0, null, null, null));
  }

  private static MerchandisingRule exclude(
      String id,
      String itemId,
      @Nullable String placement,
      @Nullable Instant from,
      @Nullable Instant until,
      boolean enabled) {
    return kept(
        id,
        new RuleDraft(
            id,
            RuleKind.EXCLUDE,
            is("itemId", itemId),
            placement,
            from,
            until,
            0,
            enabled,
            null,
            null,
            null,
            null));
  }

  private static MerchandisingRule kept(String id, RuleDraft draft) {
    return new MerchandisingRule(id, draft, 0, Instant.EPOCH, Instant.EPOCH);
  }
}
