package io.storeloop.recommendation.interaction;

import static io.storeloop.recommendation.interaction.EventFixture.a;
import static io.storeloop.recommendation.interaction.EventFixture.aPurchase;
import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.events.EventType;
import io.storeloop.common.events.Traffic;
import io.storeloop.common.ids.SignatureFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  private static final String SHOES = "shoes";
  private static final String SOCKS = "socks";

  private final InteractionProperties properties = InteractionProperties.defaults();
  private final Histories histories = new Histories(properties);
  private final Catalogue catalogue = new Catalogue();
  private final Interactions interactions = new Interactions(histories, catalogue, properties);

  @Test
  void aPurchaseSaysMoreThanAViewAndIsTheReasonNamed() {
    apply(aView().of(SHOES).by("anna"), aPurchase().of(SHOES).by("anna"));
    apply(aView().of(SOCKS).by("anna"));

    ItemInterests anna = interestsOf("anna");

    // shoes: ln(1 + 1 + 3), socks: ln(1 + 1)
    assertThat(anna.weight(placeOf(anna, SHOES))).isEqualTo((float) Math.log(5), within(1e-6f));
    assertThat(anna.weight(placeOf(anna, SOCKS))).isEqualTo((float) Math.log(2), within(1e-6f));
    assertThat(anna.type(placeOf(anna, SHOES))).isEqualTo(EventType.PURCHASE);
  }

  @Test
  void anInteractionOneHalfLifeOlderThanTheLatestWeighsHalf() {
    apply(aView().of(SHOES).by("anna"));
    apply(aView().of(SOCKS).by("anna").after(properties.halfLife()));

    ItemInterests anna = interestsOf("anna");

    assertThat(anna.weight(placeOf(anna, SHOES))).isEqualTo((float) Math.log(1.5), within(1e-6f));
    assertThat(anna.weight(placeOf(anna, SOCKS))).isEqualTo((float) Math.log(2), within(1e-6f));
  }

  @Test
  void aRefundTakesTheInterestBackButTheItemStaysKnownAsHad() {
    apply(
        aPurchase().of(SHOES).by("anna").units(2),
        a(EventType.REFUND).of(SHOES).by("anna").units(2));

    ItemInterests anna = interestsOf("anna");

    assertThat(anna.size()).isZero();
    assertThat(anna.owns(index(SHOES))).isTrue();
  }

  @Test
  void aRefundThatArrivesBeforeItsPurchaseCountsTheSame() {
    apply(a(EventType.REFUND).of(SHOES).by("anna"), aPurchase().of(SHOES).by("anna"));

    assertThat(interestsOf("anna").size()).isZero();
  }

  @Test
  void aPartialRefundLeavesThePurchase() {
    apply(
        aPurchase().of(SHOES).by("anna").units(3),
        a(EventType.REFUND).of(SHOES).by("anna").units(1));

    assertThat(interestsOf("anna").type(0)).isEqualTo(EventType.PURCHASE);
  }

  @Test
  void takenOutOfTheCartIsNoInterestAnyMore() {
    apply(
        a(EventType.ADD_TO_CART).of(SHOES).by("anna"),
        a(EventType.REMOVE_FROM_CART).of(SHOES).by("anna").after(Duration.ofMinutes(1)));

    assertThat(interestsOf("anna").size()).isZero();
  }

  @Test
  void aReviewSpeaksByItsRating() {
    apply(
        a(EventType.REVIEW).of("best").by("anna").rated("5"),
        a(EventType.REVIEW).of("good").by("anna").rated("4"),
        a(EventType.REVIEW).of("bad").by("anna").rated("2"));

    ItemInterests anna = interestsOf("anna");

    // 2 · (2 · 4/5 - 1) = 1.2
    assertThat(anna.weight(placeOf(anna, "best"))).isEqualTo((float) Math.log(3), within(1e-6f));
    assertThat(anna.weight(placeOf(anna, "good"))).isEqualTo((float) Math.log(2.2), within(1e-6f));
    assertThat(catalogue.find("bad")).isEmpty();
  }

  @Test
  void onlyTheMostRecentInteractionsAreKeptInWhateverOrderTheyArrive() {
    for (int i = 0; i < 600; i++) {
      int minute = i % 2 == 0 ? i : 600 - i;
      apply(aView().of("item-" + minute).by("anna").after(Duration.ofMinutes(minute)));
    }

    ItemInterests anna =
        histories
            .find("anna", null, null)
            .orElseThrow()
            .interests(InterestScale.of(InteractionProperties.defaults()));

    assertThat(anna.size()).isLessThanOrEqualTo(properties.maxPerUser());
    assertThat(anna.placeOf(index("item-599"), 0)).isNotNegative();
    assertThat(anna.placeOf(index("item-1"), 0)).isNegative();
  }

  @Test
  void whatWasBoughtLongAgoIsRememberedThoughTheInteractionIsNot() {
    apply(aPurchase().of(SHOES).by("anna"));
    for (int i = 0; i < 600; i++) {
      apply(aView().of("item-" + i).by("anna").after(Duration.ofMinutes(i + 1)));
    }

    ItemInterests anna = interestsOf("anna");

    assertThat(anna.placeOf(index(SHOES), 0)).isNegative();
    assertThat(anna.owns(index(SHOES))).isTrue();
  }

  @Test
  void anonymousHistoryEarlierAndLaterJoinsTheUserItIsBoundTo() {
    apply(aPurchase().of(SHOES).on("phone"));
    apply(a(EventType.IDENTIFY).by("anna").on("phone"));
    apply(aView().of(SOCKS).on("phone"));

    ItemInterests anna = interestsOf("anna");

    assertThat(anna.size()).isEqualTo(2);
    assertThat(anna.owns(index(SHOES))).isTrue();
    assertThat(histories.find(null, "phone", null)).isEqualTo(histories.find("anna", null, null));
    assertThat(histories.all()).hasSize(1);
  }

  @Test
  void aDeviceBoundToAnnaTellsNothingAboutBen() {
    apply(aView().of(SHOES).by("anna").on("phone"));
    apply(aView().of(SOCKS).by("ben").on("phone"));

    assertThat(interestsOf("ben").size()).isEqualTo(1);
    assertThat(histories.find("carl", "phone", null)).isEmpty();
  }

  @Test
  void aSessionLeadsToTheShopperWhoSignedInDuringIt() {
    apply(aView().of(SHOES).on("phone").in("session"));
    apply(a(EventType.IDENTIFY).by("anna").on("phone").in("session"));

    assertThat(histories.find(null, null, "session"))
        .isEqualTo(histories.find("anna", null, null))
        .isNotEmpty();
  }

  @Test
  void beyondTheBoundTheUsersLongestAwayAreForgotten() {
    var few =
        new InteractionProperties(500, 100, 10, 10, Duration.ofDays(30), 5, properties.weights());
    Histories bounded = new Histories(few);
    var feed = new Interactions(bounded, catalogue, few);

    for (int i = 0; i < 11; i++) {
      feed.apply(aView().of(SHOES).by("user-" + i).after(Duration.ofMinutes(i)).event());
    }

    assertThat(bounded.all()).hasSize(10);
    assertThat(bounded.find("user-0", null, null)).isEmpty();
    assertThat(bounded.find("user-10", null, null)).isPresent();
  }

  @Test
  void aBrowserLeadsToItsUserAlsoAfterTheUserWasForgottenAndCameBack() {
    var few =
        new InteractionProperties(500, 100, 10, 10, Duration.ofDays(30), 5, properties.weights());
    Histories bounded = new Histories(few);
    var feed = new Interactions(bounded, catalogue, few);
    feed.apply(aView().of(SHOES).by("anna").on("phone").event());
    for (int i = 1; i <= 10; i++) {
      feed.apply(aView().of(SOCKS).by("user-" + i).after(Duration.ofMinutes(i)).event());
    }
    assertThat(bounded.find(null, "phone", null)).isEmpty();

    feed.apply(aPurchase().of(SHOES).by("anna").after(Duration.ofHours(1)).event());
    feed.apply(aView().of(SOCKS).on("phone").after(Duration.ofHours(2)).event());

    UserHistory ofBrowser = bounded.find(null, "phone", null).orElseThrow();
    assertThat(ofBrowser).isSameAs(bounded.find("anna", null, null).orElseThrow());
    assertThat(ofBrowser.strongest(InterestScale.of(few)).owns(index(SHOES))).isTrue();
    assertThat(ofBrowser.strongest(InterestScale.of(few)).size()).isEqualTo(2);
  }

  @Test
  void browsersOfKnownUsersDoNotCountAgainstTheBoundOfBrowsers() {
    var few =
        new InteractionProperties(500, 100, 10, 10, Duration.ofDays(30), 5, properties.weights());
    Histories bounded = new Histories(few, SignatureFixture.RULE, 1);
    var feed = new Interactions(bounded, catalogue, few);
    for (int i = 0; i < 20; i++) {
      feed.apply(aView().of(SHOES).by("anna").on("bound-" + i).signed().event());
    }

    for (int i = 0; i < 10; i++) {
      feed.apply(aView().of(SHOES).on("unbound-" + i).after(Duration.ofMinutes(i)).event());
    }
    assertThat(bounded.all()).hasSize(11);

    feed.apply(aView().of(SHOES).on("one-more").after(Duration.ofHours(1)).event());

    assertThat(bounded.find(null, "unbound-0", null)).isEmpty();
    assertThat(bounded.find(null, "one-more", null)).isPresent();
    assertThat(bounded.find(null, "bound-0", null)).isPresent();
  }

  @Test
  void eventsNameItemsThatTheCatalogueDoesNotHaveAndNeverOverruleIt() {
    apply(aView().of(SHOES).by("anna").saying("name", "Red Shoes"));
    catalogue.put(SOCKS, "Blue Socks", null, true, false);
    apply(aView().of(SOCKS).by("anna").saying("name", "Wrong"));

    assertThat(catalogue.find(SHOES).orElseThrow().words()).isEqualTo("Red Shoes");
    assertThat(catalogue.find(SOCKS).orElseThrow().words()).isEqualTo("Blue Socks");
  }

  @Test
  void botsAndTestsTeachNothing() {
    interactions.apply(aPurchase().of(SHOES).by("robot").event().by(Traffic.BOT));
    interactions.apply(aView().of(SHOES).by("tester").event().by(Traffic.TEST));

    assertThat(histories.find("robot", null, null)).isEmpty();
    assertThat(histories.find("tester", null, null)).isEmpty();
    assertThat(catalogue.find(SHOES)).isEmpty();
    assertThat(interactions.appliedEvents()).isEqualTo(2);
    assertThat(interactions.appliedInteractions()).isZero();
  }

  @Test
  void manyItemsKeepTheirIndexes() {
    for (int i = 0; i < 5000; i++) {
      catalogue.put("item-" + i, null, null, true, false);
    }

    assertThat(catalogue.size()).isEqualTo(5000);
    assertThat(catalogue.item(4321).itemId()).isEqualTo("item-4321");
  }

  private void apply(EventFixture... events) {
    List.of(events).forEach(event -> interactions.apply(event.event()));
  }

  private ItemInterests interestsOf(String user) {
    return histories.find(user, null, null).orElseThrow().strongest(InterestScale.of(properties));
  }

  private int index(String item) {
    return catalogue.find(item).orElseThrow().index();
  }

  private int placeOf(ItemInterests interests, String item) {
    return interests.placeOf(index(item), 0);
  }
}
