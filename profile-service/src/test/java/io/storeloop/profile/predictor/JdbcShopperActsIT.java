package io.storeloop.profile.predictor;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.identity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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

  @Test
  void currenciesAreHeldOnceAndStatementsBringBoundedNumbersOfActs() {
    new LogFixture(DATABASE)
        .accept(
            aPurchase().by("gina").of("shoes").costing("80").at("2026-03-01T10:00:00Z").event(),
            aPurchase().by("gina").of("hat").costing("20").at("2026-03-02T10:00:00Z").event());
    SERVICE.catchUp();

    List<Act> gina = acts(ConsentRule.NOT_REQUIRED).of(profiles("gina")).getFirst().acts();

    assertThat(gina.get(0).currency()).isNotNull().isSameAs(gina.get(1).currency());
    JdbcShopperActs patient =
        new JdbcShopperActs(
            DATABASE.as(ServiceRole.PROFILE), 100_000, ConsentRule.NOT_REQUIRED, List.of());
    assertThat(patient.atOnce()).isEqualTo(2);
    assertThat(patient.atOnceForTraining()).isEqualTo(1);
  }

  @Test
  void theLatestActsOfAUserAndOfTheirDevicesAreReadAndWhetherThereAreOlderOnes() {
    LogFixture log = new LogFixture(DATABASE);
    for (int day = 1; day <= 4; day++) {
      log.accept(aView().on("tablet").at("2026-04-0%dT10:00:00Z".formatted(day)).event());
    }
    log.accept(aView().on("tablet").by("dora").at("2026-04-20T10:00:00Z").event());
    for (int day = 1; day <= 4; day++) {
      log.accept(aView().by("dora").at("2026-04-1%dT10:00:00Z".formatted(day)).event());
    }
    SERVICE.catchUp();
    JdbcShopperActs acts = acts(ConsentRule.NOT_REQUIRED);
    List<UUID> dora = List.of(Identity.user("dora").profileId());

    ShopperHistory now = acts.of(dora).getFirst();
    ShopperHistory before = acts.forTraining(dora).getFirst();

    assertThat(now.acts())
        .extracting(act -> act.at().toString())
        .containsExactly("2026-04-13T10:00:00Z", "2026-04-14T10:00:00Z", "2026-04-20T10:00:00Z");
    assertThat(before.acts()).hasSize(2 * MOST);
    assertThat(before.acts().getFirst().at()).isEqualTo("2026-04-04T10:00:00Z");
    assertThat(before.whole()).isFalse();
    assertThat(before.isKnownAsOf(Instant.parse("2026-04-13T00:00:00Z"))).isTrue();
    assertThat(before.isKnownAsOf(Instant.parse("2026-04-12T00:00:00Z"))).isFalse();
  }

  @Test
  void aTrainingKnowsTheStrataOfWhoLetsThemselvesBeCounted() {
    new LogFixture(DATABASE)
        .accept(
            aView().by("emma").with("device", "tablet").event(),
            anIdentify()
                .by("emma")
                .with("country", "DE")
                .with("note", "x".repeat(61))
                .with("city", "Aachen")
                .event(),
            aView().by("finn").with("device", "desktop").event(),
            anIdentify()
                .by("finn")
                .with("country", "DE")
                .with("consent", Map.of("analytics", false))
                .event());
    SERVICE.catchUp();
    JdbcShopperActs acts = acts(ConsentRule.NOT_REQUIRED);
    List<UUID> both = profiles("emma", "finn");

    assertThat(acts.forTraining(both))
        .extracting(ShopperHistory::strata)
        .containsExactly(
            List.of(new Stratum("country", "DE"), new Stratum("device", "tablet")), List.of());
    assertThat(acts.of(both)).allMatch(history -> history.strata().isEmpty());
  }

  @Test
  void whatWasRefusedWhenItHappenedIsNeverLearntFrom() {
    LogFixture log = new LogFixture(DATABASE);
    log.accept(
        aView()
            .by("greta")
            .at("2026-01-01T10:00:00Z")
            .with("consent", Map.of("analytics", false))
            .event());
    log.accept(
        anIdentify()
            .by("greta")
            .at("2026-02-01T10:00:00Z")
            .with("consent", Map.of("analytics", true))
            .event(),
        aView().by("greta").at("2026-02-02T10:00:00Z").event());
    SERVICE.catchUp();

    ShopperHistory greta = acts(ConsentRule.NOT_REQUIRED).of(profiles("greta")).getFirst();

    assertThat(greta.acts())
        .extracting(act -> act.at().toString())
        .containsExactly("2026-02-01T10:00:00Z", "2026-02-02T10:00:00Z");
  }

  @Test
  void aSharedDeviceDoesNotBringWhatItsFirstUserDidOrRefused() {
    LogFixture log = new LogFixture(DATABASE);
    for (var event :
        List.of(
            aView().on("kiosk").at("2026-01-01T10:00:00Z"),
            anIdentify()
                .by("hans")
                .on("kiosk")
                .at("2026-01-02T10:00:00Z")
                .with("consent", Map.of("analytics", false)),
            aView().on("kiosk").at("2026-01-03T10:00:00Z"),
            anIdentify().by("ines").on("kiosk").at("2026-01-04T10:00:00Z"),
            aView().on("kiosk").at("2026-01-05T10:00:00Z"))) {
      log.accept(event.event());
    }
    SERVICE.catchUp();

    ShopperHistory kiosk =
        acts(ConsentRule.NOT_REQUIRED)
            .of(List.of(Identity.anonymous("kiosk").profileId()))
            .getFirst();

    assertThat(kiosk.acts())
        .extracting(act -> act.at().toString())
        .containsExactly("2026-01-05T10:00:00Z");
  }

  private static List<Integer> counts(ConsentRule consent) {
    return acts(consent).of(profiles("anna", "ben", "carl")).stream()
        .map(history -> history.acts().size())
        .toList();
  }

  private static JdbcShopperActs acts(ConsentRule consent) {
    return new JdbcShopperActs(
        DATABASE.as(ServiceRole.PROFILE), MOST, consent, List.of("country", "note"));
  }

  private static List<UUID> profiles(String... users) {
    return Stream.of(users).map(user -> Identity.user(user).profileId()).toList();
  }
}
