package io.storeloop.profile.predictor;

import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.identity.Identity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JdbcShopperActsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);
  private static final int MOST = 3;

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void whoRefusesToBeCountedIsNotRead() {
    new LogFixture(DATABASE)
        .accept(
            aView().by("anna").at("2026-03-01T10:00:00Z").event(),
            aView()
                .by("ben")
                .at("2026-03-01T10:00:00Z")
                .with("consent", Map.of("analytics", true))
                .event(),
            aView()
                .by("carl")
                .at("2026-03-01T10:00:00Z")
                .with("consent", Map.of("analytics", false))
                .event());
    SERVICE.catchUp();

    assertThat(counts(ConsentRule.NOT_REQUIRED)).containsExactly(1, 1, 0);
    assertThat(counts(new ConsentRule(true))).containsExactly(0, 1, 0);
  }

  private static List<Integer> counts(ConsentRule consent) {
    var acts = new JdbcShopperActs(DATABASE.as(ServiceRole.PROFILE), MOST, consent);
    return acts
        .of(
            List.of("anna", "ben", "carl").stream()
                .map(user -> Identity.user(user).profileId())
                .toList())
        .stream()
        .map(history -> history.acts().size())
        .toList();
  }
}
