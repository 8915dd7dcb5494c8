package io.storeloop.recommendation.recommend;

import static io.storeloop.recommendation.interaction.EventFixture.a;
import static io.storeloop.recommendation.interaction.EventFixture.aPurchase;
import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static io.storeloop.recommendation.recommend.RecommenderFixture.ask;
import static io.storeloop.recommendation.recommend.RecommenderFixture.forUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.EventFixture;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.merchandising.RuleBook;
import io.storeloop.recommendation.model.ActiveModel;
import io.storeloop.recommendation.model.ModelFixture;
import io.storeloop.recommendation.recommend.Recommendation.Fallback;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecommenderTest {
  private static final List<String> SPORT = List.of("shoes", "socks", "ball", "net", "cap");
  private static final List<String> KITCHEN = List.of("pan", "pot");

  private final InteractionProperties interaction = InteractionProperties.defaults();
  private final Histories histories = new Histories(interaction);
  private final Catalogue catalogue = new Catalogue();
  private final Interactions interactions = new Interactions(histories, catalogue, interaction);
  private final ActiveModel active = new ActiveModel();
  private final Recommender recommender =
      RecommenderFixture.recommender(histories, catalogue, active);

  @BeforeEach
  void otherShoppersHaveBeenHere() {
    for (int i = 0; i < 4; i++) {
      for (String item : SPORT) {
        happens(aView().of(item).by("sport-" + i));
      }
    }
    for (String item : KITCHEN) {
      happens(aView().of(item).by("cook-1"), aView().of(item).by("cook-2"));
    }
    catalogue.put("shoes", "Red Shoes", "sport", true, false);
    catalogue.put("socks", "Blue Socks", "sport", true, false);
    ModelFixture.activate(active, ModelFixture.train(histories, catalogue).model());
  }

  @Test
  void boughtItemsAreNotRecommendedAndViewedOnesMayBe() {
    happens(aPurchase().of("shoes").by("anna"), aView().of("socks").by("anna"));

    List<String> items = itemIds(ask(recommender, forUser("anna", 100)));

    assertThat(items).doesNotContain("shoes").contains("socks", "ball", "net", "cap");
  }

  @Test
  void whoWantsNoListOfTheirOwnGetsWhatEverybodyGets() {
    happens(aPurchase().of("shoes").by("anna"), aView().of("socks").by("anna"));
    happens(a(EventType.PAGE).by("anna").consenting("personalisation", false));

    Recommendation denied = ask(recommender, forUser("anna", 100));
    happens(
        a(EventType.PAGE)
            .by("anna")
            .consenting("personalisation", true)
            .after(Duration.ofHours(1)));
    Recommendation granted = ask(recommender, forUser("anna", 100));

    assertThat(denied.fallback()).isEqualTo(Recommendation.Fallback.NO_CONSENT);
    assertThat(denied.items()).allMatch(item -> item.source() == Source.POPULAR);
    assertThat(denied.items())
        .allMatch(item -> item.reason().equals(ReasonWords.POPULAR_FOR_STRANGER));
    assertThat(granted.fallback()).isEqualTo(Recommendation.Fallback.NONE);
  }

  @Test
  void whereConsentIsRequiredAStrangerGetsNothingPersonal() {
    Recommender strict =
        RecommenderFixture.recommender(
            histories, catalogue, active, RecommendProperties.defaults(), new RuleBook(), true);
    happens(aView().of("socks").by("anna"));
    happens(aView().of("socks").by("ben").consenting("personalization", true));

    assertThat(ask(strict, forUser("anna", 100)).fallback())
        .isEqualTo(Recommendation.Fallback.NO_CONSENT);
    assertThat(ask(strict, forUser("ben", 100)).fallback()).isEqualTo(Recommendation.Fallback.NONE);
    assertThat(ask(strict, RecommendationQuestion.similarTo("socks", Frame.of(3))).fallback())
        .isEqualTo(Recommendation.Fallback.SIMILAR);
  }

  @Test
  void aRefundedItemIsNeitherReasonNorRecommendation() {
    happens(aPurchase().of("shoes").by("anna"), aView().of("socks").by("anna"));
    happens(a(EventType.REFUND).of("shoes").by("anna"));

    Recommendation answer = ask(recommender, forUser("anna", 100));

    assertThat(itemIds(answer)).doesNotContain("shoes");
    assertThat(answer.items().getFirst().reason()).isEqualTo("because you viewed Blue Socks");
  }

  @Test
  void sharesOfTheEvidenceAndTheRestAddUpToOne() {
    for (String item : SPORT.subList(0, 4)) {
      happens(aView().of(item).by("anna"));
    }
    happens(a(EventType.WISHLIST).of("shoes").by("anna"));

    RecommendedItem cap = find(ask(recommender, forUser("anna", 100)), "cap");

    assertThat(cap.evidence()).hasSize(3);
    assertThat(cap.evidence().getFirst().type()).isEqualTo(EventType.WISHLIST);
    assertThat(shares(cap) + cap.otherShare()).isEqualTo(1, within(1e-9));
    assertThat(cap.reason())
        .startsWith("because you wished for Red Shoes, viewed ")
        .endsWith(" and 2 more");
  }

  @Test
  void askedToExplainTheAnswerHoldsAllEvidence() {
    for (String item : SPORT.subList(0, 4)) {
      happens(aView().of(item).by("anna"));
    }

    RecommendedItem cap = find(ask(recommender, explainedFor("anna")), "cap");

    assertThat(cap.evidence()).hasSize(4);
    assertThat(shares(cap)).isEqualTo(1, within(1e-9));
    assertThat(cap.otherShare()).isZero();
  }

  @Test
  void anonymousShoppersAreServedFromTheirSecondClick() {
    happens(aView().of("shoes").on("device-1"), aView().of("socks").on("device-1"));

    Recommendation answer =
        ask(
            recommender,
            new RecommendationQuestion(
                null, "device-1", null, List.of(), true, List.of(), Frame.of(3)));

    assertThat(answer.fallback()).isEqualTo(Fallback.NONE);
    assertThat(itemIds(answer)).containsExactlyInAnyOrder("ball", "net", "cap");
    assertThat(answer.items().getFirst().reason())
        .contains("viewed Red Shoes")
        .contains("viewed Blue Socks");
  }

  @Test
  void whatWasMetInThisVisitIsNoReasonForItself() {
    for (String item : SPORT) {
      happens(aView().of(item).by("anna"));
    }

    Recommendation answer = ask(recommender, explainedFor("anna"));

    assertThat(answer.items())
        .allSatisfy(item ->
            assertThat(item.evidence()).noneMatch(evidence -> evidence.item().equals(item.item())));
  }

  @Test
  void whatIsInViewCountsAsContextAndIsNotRecommended() {
    happens(aView().of("shoes").by("anna"));

    Recommendation answer =
        ask(recommender, forUser("anna", List.of("socks", "no-such-item"), List.of(), 10));

    RecommendedItem cap = find(answer, "cap");
    assertThat(answer.fallback()).isEqualTo(Fallback.NONE);
    assertThat(itemIds(answer)).doesNotContain("socks");
    assertThat(cap.reason())
        .isEqualTo("because you viewed Red Shoes and are looking at Blue Socks");
    assertThat(cap.evidence().stream().filter(Evidence::ownBehaviour)).hasSize(1);
  }

  @Test
  void aStrangerStepsDownTheLadder() {
    Recommendation similar = ask(recommender, RecommendationQuestion.similarTo("pan", Frame.of(1)));
    Recommendation popular = ask(recommender, forUser("nobody", 3));

    assertThat(similar.fallback()).isEqualTo(Fallback.SIMILAR);
    assertThat(itemIds(similar)).containsExactly("pot");
    assertThat(popular.fallback()).isEqualTo(Fallback.POPULAR);
    assertThat(popular.items())
        .allSatisfy(item -> assertThat(item.reason()).contains("we know nothing of your own"));
  }

  @Test
  void aShopperWhoseBehaviourLeadsNowhereHearsSo() {
    happens(aView().of("brand-new").by("anna"));

    Recommendation answer = ask(recommender, forUser("anna", 3));

    assertThat(answer.fallback()).isEqualTo(Fallback.POPULAR);
    assertThat(answer.items().getFirst().reason()).isEqualTo(ReasonWords.POPULAR);
  }

  @Test
  void popularItemsFillUpAndAreMarked() {
    happens(aView().of("pan").by("anna"));

    Recommendation answer = ask(recommender, forUser("anna", 3));

    assertThat(answer.items().stream().map(RecommendedItem::source))
        .containsExactly(Source.PERSONAL, Source.POPULAR, Source.POPULAR);
    assertThat(itemIds(answer)).doesNotHaveDuplicates();
  }

  @Test
  void aPopularItemThatTheShopperMetBeforeSaysSo() {
    happens(aView().of("shoes").by("anna"), aView().of("unseen-by-others").by("anna"));

    Recommendation answer = ask(recommender, forUser("anna", 100));

    assertThat(find(answer, "shoes").source()).isEqualTo(Source.POPULAR);
    assertThat(find(answer, "shoes").reason())
        .isEqualTo("popular with other shoppers, and you viewed it");
  }

  @Test
  void whatIsNotToBeHadIsNotRecommended() {
    happens(aView().of("shoes").by("anna"));
    catalogue.put("socks", "Blue Socks", "sport", false, false);
    catalogue.put("ball", "Ball", "sport", true, true);

    List<String> items = itemIds(ask(recommender, forUser("anna", 100)));

    assertThat(items).doesNotContain("socks", "ball").contains("net");
  }

  @Test
  void beforeTheFirstTrainingTheAnswerIsEmptyAndSaysSo() {
    var untrained = RecommenderFixture.recommender(histories, catalogue, new ActiveModel());

    Recommendation answer = ask(untrained, forUser("sport-1", 10));

    assertThat(answer.items()).isEmpty();
    assertThat(answer.fallback()).isEqualTo(Fallback.EMPTY);
    assertThat(answer.modelVersion()).isEmpty();
  }

  @Test
  void theCartAndOtherBehavioursHaveTheirWords() {
    happens(a(EventType.ADD_TO_CART).of("shoes").by("anna"));
    happens(a(EventType.REVIEW).of("socks").by("anna").rated("5").after(Duration.ofMinutes(-1)));

    RecommendedItem cap = find(ask(recommender, forUser("anna", 10)), "cap");

    assertThat(cap.reason())
        .isEqualTo("because you put Red Shoes into the cart and liked Blue Socks");
  }

  private void happens(EventFixture... events) {
    List.of(events).forEach(event -> interactions.apply(event.event()));
  }

  private static RecommendationQuestion explainedFor(String user) {
    return new RecommendationQuestion(user, null, null, List.of(), true, List.of(), Frame.of(10));
  }

  private static double shares(RecommendedItem item) {
    return item.evidence().stream().mapToDouble(Evidence::share).sum();
  }

  private static RecommendedItem find(Recommendation answer, String itemId) {
    return answer.items().stream()
        .filter(item -> item.item().itemId().equals(itemId))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> itemIds(Recommendation answer) {
    List<String> ids = new ArrayList<>();
    answer.items().forEach(item -> ids.add(item.item().itemId()));
    return ids;
  }
}
