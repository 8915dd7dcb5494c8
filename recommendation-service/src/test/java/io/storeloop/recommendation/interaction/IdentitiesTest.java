package io.storeloop.recommendation.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.ClaimFixture;
import io.storeloop.common.ids.NaiveIdentities;
import io.storeloop.common.ids.SignatureFixture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  @Test
  void browsersAreWhoseAllServicesSayTheyAre() {
    for (int seed = 0; seed < 300; seed++) {
      Identities identities = new Identities(SignatureFixture.RULE, seed);
      NaiveIdentities expected = new NaiveIdentities();
      for (Event event : ClaimFixture.log(new Random(seed), 60)) {
        observe(identities, event);
        expected.observe(event);

        for (int i = 0; i < 8; i++) {
          String browser = "device-" + i;
          assertThat(identities.ownerOf(browser))
              .as("seed %d, %s", seed, browser)
              .isEqualTo(expected.ownerOf(browser).orElse(null));
        }
      }
    }
  }

  @Test
  void manyUsersAndBrowsersAreTold() {
    Identities identities = new Identities(SignatureFixture.RULE, 1);
    for (int i = 0; i < 20_000; i++) {
      observe(identities, ClaimFixture.unsigned("user-" + i, "browser-" + i));
    }

    for (int i = 0; i < 20_000; i++) {
      assertThat(identities.ownerOf("browser-" + i)).isEqualTo("user-" + i);
    }
  }

  @Test
  void aBrowserThatIsForgottenIsOneLess() {
    Identities identities = new Identities(SignatureFixture.RULE, 1);
    for (int i = 0; i < 50; i++) {
      observe(identities, ClaimFixture.signed("anna", "browser-" + i));
    }

    identities.forget("ben", List.of("browser-7"));
    observe(identities, ClaimFixture.signed("anna", "new"));
    observe(identities, ClaimFixture.signed("anna", "over"));

    assertThat(identities.ownerOf("browser-7")).isNull();
    assertThat(identities.ownerOf("new")).isEqualTo("anna");
    assertThat(identities.ownerOf("over")).isNull();
  }

  @Test
  void whatTheShopHasUndoneStaysUndoneWhicheverComesFirst() {
    Identities identities = new Identities(SignatureFixture.RULE, 1);
    observe(identities, ClaimFixture.signed("anna", "phone"));

    identities.undo("phone", "anna");
    identities.undo("tablet", "ben");
    observe(identities, ClaimFixture.signed("anna", "phone"));
    observe(identities, ClaimFixture.signed("ben", "tablet"));

    assertThat(identities.ownerOf("phone")).isNull();
    assertThat(identities.ownerOf("tablet")).isNull();
    assertThat(identities.browsersOf("anna")).isEmpty();
  }

  @Test
  void aUserWhomOnlyTheShopHasNamedIsNotKnown() {
    Identities identities = new Identities(SignatureFixture.RULE, 1);
    identities.undo("tablet", "ben");

    observe(identities, ClaimFixture.unsigned("ben", "phone"));

    assertThat(identities.ownerOf("phone")).isEqualTo("ben");
  }

  @Test
  void anUndoneBrowserIsOneLess() {
    Identities identities = new Identities(SignatureFixture.RULE, 1);
    for (int i = 0; i < 50; i++) {
      observe(identities, ClaimFixture.signed("anna", "browser-" + i));
    }

    identities.undo("browser-7", "anna");
    observe(identities, ClaimFixture.signed("anna", "new"));

    assertThat(identities.ownerOf("new")).isEqualTo("anna");
    assertThat(identities.browsersOf("anna")).hasSize(50).doesNotContain("browser-7");
  }

  private static void observe(Identities identities, Event event) {
    identities.note(event, identities.decide(event).orElse(null));
  }
}
