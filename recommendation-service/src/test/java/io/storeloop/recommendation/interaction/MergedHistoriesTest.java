package io.storeloop.recommendation.interaction;

import static io.storeloop.recommendation.interaction.EventFixture.a;
import static io.storeloop.recommendation.interaction.EventFixture.aPurchase;
import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.ids.SignatureFixture;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose history a browser leads to. */
class MergedHistoriesTest {
  private final InteractionProperties properties = InteractionProperties.defaults();
  private final Histories histories = new Histories(properties, SignatureFixture.RULE, 1);
  private final Catalogue catalogue = new Catalogue();
  private final Interactions interactions = new Interactions(histories, catalogue, properties);

  @Test
  void nobodyGetsAKnownUsersHistoryByNamingThem() {
    apply(aPurchase().of("ring").by("anna"));

    apply(identify().by("anna").on("thiefs-laptop").in("thiefs-session"));
    apply(aView().of("pan").on("thiefs-laptop"));

    assertThat(bought("ring", null, "thiefs-laptop")).isFalse();
    assertThat(viewed("pan", null, "thiefs-laptop")).isTrue();
    assertThat(viewed("pan", "anna", null)).isFalse();
    assertThat(histories.find(null, null, "thiefs-session"))
        .isEqualTo(histories.find(null, "thiefs-laptop", null));
  }

  @Test
  void aSignedBrowserJoinsAKnownUser() {
    apply(aPurchase().of("ring").by("anna"));
    apply(aView().of("pan").on("laptop"));

    apply(identify().by("anna").on("laptop").in("session").signed());
    apply(aView().of("pot").on("laptop"));

    assertThat(bought("ring", null, "laptop")).isTrue();
    assertThat(viewed("pan", "anna", null)).isTrue();
    assertThat(viewed("pot", "anna", null)).isTrue();
    assertThat(bought("ring", "session")).isTrue();
  }

  @Test
  void aRefusedBrowserKeepsItsHistoryUntilASignatureComes() {
    apply(aPurchase().of("ring").by("anna"), identify().by("anna").on("laptop"));
    apply(aView().of("pan").on("laptop"));

    apply(identify().by("anna").on("laptop").signed());

    assertThat(viewed("pan", "anna", null)).isTrue();
    assertThat(histories.all()).hasSize(1);
  }

  @Test
  void whatIsDoneOnASharedBrowserIsNobodysFromThenOn() {
    apply(aView().of("pan").on("tablet"), identify().by("anna").on("tablet"));
    apply(aView().of("pot").on("tablet"));

    apply(identify().by("ben").on("tablet").signed());
    apply(aView().of("ring").on("tablet"));

    assertThat(viewed("pan", "anna", null)).isTrue();
    assertThat(viewed("pot", "anna", null)).isTrue();
    assertThat(viewed("ring", "anna", null)).isFalse();
    assertThat(viewed("ring", null, "tablet")).isTrue();
    assertThat(viewed("pot", null, "tablet")).isFalse();
    assertThat(histories.find("ben", "tablet", null)).isEmpty();
  }

  @Test
  void aBrowserThatWasSharedBeforeASignatureCameIsMergedWithNobody() {
    apply(aView().of("x").by("anna"), aView().of("x").by("ben"), aView().of("pan").on("tablet"));
    apply(identify().by("anna").on("tablet"), identify().by("ben").on("tablet"));

    apply(identify().by("anna").on("tablet").signed());

    assertThat(viewed("pan", "anna", null)).isFalse();
    assertThat(viewed("pan", null, "tablet")).isTrue();
  }

  @Test
  void nobodyHasMoreBrowsersThanAPersonCanHave() {
    for (int i = 0; i <= IdentityRule.MOST_DEVICES; i++) {
      apply(
          aView().of("pan").on("browser-" + i), identify().by("anna").on("browser-" + i).signed());
    }

    assertThat(histories.find(null, "browser-0", null))
        .isEqualTo(histories.find("anna", null, null));
    assertThat(histories.find(null, "browser-" + IdentityRule.MOST_DEVICES, null))
        .isNotEqualTo(histories.find("anna", null, null));
  }

  @Test
  void aSessionWithoutABrowserLeadsToAKnownUserOnlyIfTheShopVouchesForIt() {
    apply(aPurchase().of("ring").by("anna").in("first"));
    apply(aView().of("pan").by("anna").in("forged"));
    apply(aView().of("pan").by("anna").in("signed").signed());

    assertThat(bought("ring", "first")).isTrue();
    assertThat(histories.find(null, null, "forged")).isEmpty();
    assertThat(bought("ring", "signed")).isTrue();
  }

  @Test
  void whoeverAsksWithTheUsersIdSaysWhomTheyMean() {
    apply(aPurchase().of("ring").by("anna"));
    apply(identify().by("anna").on("laptop"), aView().of("pan").on("laptop"));

    assertThat(bought("ring", "anna", "laptop")).isTrue();
    assertThat(histories.find("carl", "laptop", null)).isEmpty();
  }

  @Test
  void aUserWhoseHistoryIsForgottenForLackOfRoomIsStillKnown() {
    var one =
        new InteractionProperties(500, 100, 1, 10, properties.halfLife(), 5, properties.weights());
    Histories bounded = new Histories(one, SignatureFixture.RULE, 1);
    var feed = new Interactions(bounded, catalogue, one);
    feed.apply(aView().of("ring").by("anna").event());
    feed.apply(aView().of("ring").by("ben").event());

    feed.apply(identify().by("anna").on("thiefs-laptop").event());
    feed.apply(aPurchase().of("ring").by("anna").event());

    assertThat(bounded.find("anna", null, null)).isPresent();
    assertThat(bounded.find(null, "thiefs-laptop", null)).isEmpty();
  }

  @Test
  void anErasedUserIsNotKnownAndTheirBrowsersAreFree() {
    apply(aView().of("ring").by("anna").on("phone"), identify().by("ben").on("phone"));

    histories.forget("anna", List.of());
    apply(aView().of("pan").by("anna").on("phone"));

    assertThat(histories.find(null, "phone", null)).isEqualTo(histories.find("anna", null, null));
    assertThat(viewed("ring", "anna", null)).isFalse();
  }

  @Test
  void whatTheShopHasPartedIsAsIfItHadNeverBeenNamedTogether() {
    List<Event> ofPhone =
        List.of(aView().of("pan").on("phone").event(), aView().of("pot").on("phone").event());
    List<Event> ofAnna = List.of(aPurchase().of("ring").by("anna").event());
    interactions.apply(ofPhone.getFirst());
    apply(identify().by("anna").on("phone").in("session"));
    interactions.apply(ofPhone.getLast());
    ofAnna.forEach(interactions::apply);
    long counted = interactions.appliedInteractions();

    histories.part("phone", interactions.retold(ofPhone), "anna", interactions.retold(ofAnna));
    apply(aView().of("cup").on("phone"));

    assertThat(viewed("pot", null, "phone")).isTrue();
    assertThat(viewed("cup", null, "phone")).isTrue();
    assertThat(bought("ring", null, "phone")).isFalse();
    assertThat(bought("ring", "anna", null)).isTrue();
    assertThat(viewed("pan", "anna", null)).isFalse();
    assertThat(bought("ring", "session")).isFalse();
    assertThat(interactions.appliedInteractions()).isEqualTo(counted + 1);
  }

  private static EventFixture identify() {
    return a(EventType.IDENTIFY);
  }

  private void apply(EventFixture... events) {
    List.of(events).forEach(event -> interactions.apply(event.event()));
  }

  private boolean bought(String item, String sessionId) {
    return interests(null, null, sessionId).owns(index(item));
  }

  private boolean bought(String item, @Nullable String userId, @Nullable String anonymousId) {
    return interests(userId, anonymousId, null).owns(index(item));
  }

  private boolean viewed(String item, @Nullable String userId, @Nullable String anonymousId) {
    return interests(userId, anonymousId, null).placeOf(index(item), 0) >= 0;
  }

  private ItemInterests interests(
      @Nullable String userId, @Nullable String anonymousId, @Nullable String sessionId) {
    return histories
        .find(userId, anonymousId, sessionId)
        .map(found -> found.strongest(InterestScale.of(properties)))
        .orElse(ItemInterests.none());
  }

  private int index(String item) {
    return catalogue.find(item).orElseThrow().index();
  }
}
