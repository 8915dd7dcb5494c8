package io.storeloop.recommendation.interaction;

import static io.storeloop.recommendation.interaction.EventFixture.a;
import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgettingTest {
  private final InteractionProperties properties = InteractionProperties.defaults();
  private final Histories histories = new Histories(properties);
  private final Interactions interactions =
      new Interactions(histories, new Catalogue(), properties);

  @Test
  void aForgottenUserLeavesNoHistorySessionOrBinding() {
    interactions.apply(aView().of("shoes").on("phone").event());
    interactions.apply(aView().of("shoes").by("anna").on("phone").in("monday").event());
    interactions.apply(aView().of("hat").by("ben").in("tuesday").event());

    Forgotten forgotten = histories.forget("anna", List.of("phone"));

    assertThat(forgotten).isEqualTo(new Forgotten(1, 1));
    assertThat(histories.find("anna", null, null)).isEmpty();
    assertThat(histories.find(null, "phone", null)).isEmpty();
    assertThat(histories.find(null, null, "monday")).isEmpty();
    assertThat(histories.find(null, null, "tuesday")).isPresent();
    assertThat(histories.all()).hasSize(1);
  }

  @Test
  void aForgottenDeviceIsAStrangersAfterwards() {
    interactions.apply(aView().of("shoes").by("anna").on("phone").event());
    histories.forget("anna", List.of("phone"));

    interactions.apply(aView().of("hat").by("carl").on("phone").event());

    assertThat(histories.find(null, "phone", null)).isEqualTo(histories.find("carl", null, null));
  }

  @Test
  void behaviourIsNotCountedWhereAnalyticsWasRefused() {
    interactions.apply(aView().of("shoes").by("anna").event());
    interactions.apply(a(EventType.PAGE).by("anna").consenting("analytics", false).event());
    interactions.apply(aView().of("hat").by("anna").event());
    interactions.apply(aView().of("scarf").by("ben").consenting("analytics", false).event());

    assertThat(interactions.appliedInteractions()).isEqualTo(1);
    assertThat(interactions.appliedEvents()).isEqualTo(4);
  }

  @Test
  void whereConsentIsRequiredOnlyWhoAgreedIsCounted() {
    Interactions strict = new Interactions(histories, new Catalogue(), properties, true);

    strict.apply(aView().of("shoes").by("anna").event());
    strict.apply(aView().of("shoes").by("ben").consenting("analytics", true).event());
    strict.apply(aView().of("hat").by("ben").event());

    assertThat(strict.appliedInteractions()).isEqualTo(2);
  }
}
