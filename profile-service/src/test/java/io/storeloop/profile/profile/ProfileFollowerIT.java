package io.storeloop.profile.profile;

import static io.storeloop.common.ids.SignatureFixture.signatureOf;
import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.common.schema.EventFollower;
import io.storeloop.common.schema.FollowerProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.identity.JdbcIdentityEdges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileFollowerIT {
  private static final Duration HALF_LIFE = Duration.ofDays(30);

  private final TestDatabase database = TestDatabase.create();
  private final ServiceDatabase door = database.as(ServiceRole.PROFILE);
  private final LogFixture log = new LogFixture(database);
  private final ProfileReader reader =
      new ProfileReader(door, new ProfileJson(JsonMapper.shared()));
  private final ProfileProgress progress = new ProfileProgress(door, Clock.systemUTC());
  private final List<ProfileChangeListener> listeners = new ArrayList<>();

  @BeforeEach
  void aCursorAtTheBeginning() {
    new ProfileRules(door, HALF_LIFE).establish();
    door.jdbc()
        .sql("insert into profile_cursor (consumer, tx, id) values ('profiles', '0', 0)")
        .update();
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aCrashBetweenEffectsAndCursorLeavesNeither() {
    log.accept(aView().by("anna").event(), aView().by("ben").event());
    EventFollower follower = follower(1);
    follower.step();
    EventCursor reached = follower.position();
    listeners.add((changed, absorbed) -> {
      throw new IllegalStateException("the process dies here");
    });

    assertThatThrownBy(follower::step).hasMessage("the process dies here");

    assertThat(follower.position()).isEqualTo(reached);
    assertThat(reader.find("ben")).isEmpty();
    assertThat(progress.now())
        .matches(now -> now.appliedEvents() == 1 && !now.caughtUp() && now.lagMillis() > 0);
    listeners.clear();
    followToTheEnd(1);
    assertThat(reader.find("ben")).isPresent();
    assertThat(progress.now()).isEqualTo(new ProfileProgress.Progress(2, 0, true));
  }

  @Test
  void theCutIntoBatchesDoesNotMatter() {
    log.accept(
        aView().on("phone").with("category", "hats").event(),
        aView().on("laptop").event(),
        aPurchase().by("anna").costing("12.50").event(),
        anIdentify()
            .by("anna")
            .on("phone")
            .with("country", "AT")
            .with("identitySignature", signatureOf("anna"))
            .event(),
        aView().on("phone").event(),
        aView().by("anna").on("laptop").with("identitySignature", signatureOf("anna")).event(),
        aView().by("ben").on("watch").event());
    followToTheEnd(1000);
    Map<String, Object> atOnce = features();
    forgetAll();

    followToTheEnd(1);
    Map<String, Object> oneByOne = features();

    assertThat(oneByOne).isEqualTo(atOnce).containsOnlyKeys("anna", "ben");
    assertThat(reader.find("phone")).map(ProfileSnapshot::userId).contains("anna");
    assertThat(reader.find("laptop")).map(ProfileSnapshot::userId).contains("anna");
  }

  @Test
  void botsAndTestsMakeNoProfilesAndHoldNobodyUp() {
    log.accept(
        aView().by("robot").event(), aPurchase().by("tester").event(), aView().by("anna").event());
    database.owner().sql("update event set traffic = 'bot' where user_id = 'robot'").update();
    database.owner().sql("update event set traffic = 'test' where user_id = 'tester'").update();

    followToTheEnd(1);

    assertThat(features()).containsOnlyKeys("anna");
    assertThat(progress.now()).isEqualTo(new ProfileProgress.Progress(3, 0, true));
  }

  @Test
  void listenersHearOfChangesAndOfDevicesThatBecamePartOfAUser() {
    log.accept(aView().on("phone").event());
    followToTheEnd(1000);
    UUID phone = reader.find("phone").orElseThrow().profileId();
    List<String> heard = new ArrayList<>();
    listeners.add((changed, absorbed) -> {
      changed.forEach(profile -> heard.add(profile.userId() + " changed"));
      absorbed.forEach(id -> heard.add(id + " absorbed"));
    });

    log.accept(anIdentify().by("anna").on("phone").event());
    followToTheEnd(1000);

    assertThat(heard).containsExactly("anna changed", phone + " absorbed");
    assertThat(reader.findAll(List.of(phone))).isEmpty();
  }

  @Test
  void aDeviceThatIsMergedAndSharedInOneBatchHasAProfileAnew() {
    log.accept(aView().on("phone").event());
    followToTheEnd(1000);

    log.accept(
        anIdentify().by("anna").on("phone").event(),
        anIdentify().by("ben").on("phone").event(),
        aView().on("phone").event());
    followToTheEnd(1000);

    assertThat(features()).containsOnlyKeys("anna", "ben", "phone");
    assertThat((Map<?, ?>) features().get("phone")).matches(phone -> phone.get("views").equals(1));
  }

  @Test
  void aUserIsMergedWithNoMoreDevicesThanAPersonHas() {
    for (int device = 0; device < IdentityRule.MOST_DEVICES; device++) {
      log.accept(
          anIdentify()
              .by("anna")
              .on("device-" + device)
              .with("identitySignature", signatureOf("anna"))
              .event());
    }
    followToTheEnd(30);

    log.accept(
        anIdentify()
            .by("anna")
            .on("one-more")
            .with("identitySignature", signatureOf("anna"))
            .event());
    followToTheEnd(1000);

    assertThat(
            door.jdbc()
                .sql("select reason from profile_identity_edge where anonymous_id = 'one-more'")
                .query(String.class)
                .single())
        .isEqualTo("too_many_devices");
  }

  @Test
  void whatListenersHearIsWhatIsReadAfterwards() {
    List<ProfileSnapshot> heard = new ArrayList<>();
    listeners.add((changed, absorbed) -> heard.addAll(changed));

    log.accept(
        aView().on("phone").with("category", "shoes").with("brand", "acme").event(),
        aPurchase().by("anna").on("phone").of("boots").costing("19.90").event(),
        anIdentify().by("anna").with("country", "AT").with("age", 33).event(),
        aPurchase().by("anna").of("boots").costing("1e2").event());
    followToTheEnd(1000);

    ProfileSnapshot anna = reader.find("anna").orElseThrow();
    assertThat(heard).hasSize(1);
    assertThat(told(heard.getFirst())).isEqualTo(told(anna));
    assertThat(heard.getFirst().moments()).isEqualTo(anna.moments());
  }

  /** All that conditions ask for, as JSON. */
  private static JsonNode told(ProfileSnapshot profile) {
    Map<String, Object> told = new TreeMap<>();
    told.put("features", profile.features(Instant.parse("2026-03-09T10:00:00Z"), Optional.empty()));
    told.put("traits", profile.traits());
    told.put("consent", profile.consent());
    JsonMapper json = JsonMapper.shared();
    return json.readTree(json.writeValueAsString(told));
  }

  @Test
  void whatAnEventDoesNotSayOfItsItemTheCatalogueDoes() {
    log.item("shoes", "footwear", "acme", "80");
    log.accept(
        aView().of("shoes").by("anna").event(),
        aView().of("shoes").with("category", "sale").by("ben").event(),
        aView().of("unheard-of").by("carla").event());

    followToTheEnd(1000);

    Map<String, Object> features = features();
    assertThat((Map<?, ?>) features.get("anna"))
        .matches(anna -> anna.get("favouriteCategory").equals("footwear"))
        .matches(anna -> anna.get("averagePrice").equals(80));
    assertThat((Map<?, ?>) features.get("ben"))
        .matches(ben -> ben.get("favouriteCategory").equals("sale"))
        .matches(ben -> ben.get("favouriteBrand").equals("acme"));
    assertThat((Map<?, ?>) features.get("carla"))
        .matches(carla -> !carla.containsKey("favouriteCategory"));
  }

  @Test
  void hostileTextsAreKeptAsTheyAre() {
    String hostile = "{\"a\", NULL, \\} '; drop table profile; -- \t\n ünïcödé 🧦";
    log.accept(
        anIdentify().by(hostile).on(hostile + "2").with(hostile, hostile).event(),
        aView().by(hostile).with("category", hostile).event());

    followToTheEnd(1000);

    ProfileSnapshot profile = reader.find(hostile).orElseThrow();
    assertThat(profile.traits()).isEqualTo(Map.of(hostile, hostile));
    assertThat(profile.storedFeatures()).containsEntry("favouriteCategory", hostile);
  }

  @Test
  void otherRulesOfFoldingRebuildTheProfiles() {
    log.accept(aView().by("anna").event());
    followToTheEnd(1000);

    new ProfileRules(door, HALF_LIFE).establish();
    boolean keptUnderTheSameRules = reader.find("anna").isPresent();
    new ProfileRules(door, Duration.ofDays(7)).establish();
    boolean forgottenUnderOthers = reader.find("anna").isEmpty();
    new ProfileRules(door, HALF_LIFE).establish();
    followToTheEnd(1000);

    assertThat(keptUnderTheSameRules).isTrue();
    assertThat(forgottenUnderOthers).isTrue();
    assertThat(progress.now()).isEqualTo(new ProfileProgress.Progress(1, 0, true));
    assertThat(reader.find("anna")).isPresent();
  }

  @Test
  void whoStillRunsByTheRulesOfBeforeChangesNothing() {
    log.accept(aView().by("anna").event(), aView().by("bert").event());
    EventFollower old = follower(1);
    new ProfileRules(door, HALF_LIFE).establish();
    old.step();
    new ProfileRules(door, Duration.ofDays(7)).establish();

    assertThatThrownBy(old::step)
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("another version");

    assertThat(reader.after(new UUID(0, 0), 100)).isEmpty();
    assertThat(old.position()).isEqualTo(EventCursor.START);
  }

  @Test
  void othersReadWhoIsWhoThroughTheView() {
    log.accept(anIdentify().by("anna").on("phone").event(), aView().on("nobodys-tablet").event());
    followToTheEnd(1000);

    try (ServiceDatabase campaign = database.as(ServiceRole.CAMPAIGN)) {
      List<String> identities =
          campaign
              .jdbc()
              .sql(
                  "select kind || ' ' || value || ' ' || coalesce(user_id, '?') from profile_identity_v1 order by 1")
              .query(String.class)
              .list();

      assertThat(identities)
          .containsExactly("anonymous nobodys-tablet ?", "anonymous phone anna", "user anna anna");
      assertThatThrownBy(() -> campaign.jdbc().sql("select * from profile").query().listOfRows())
          .hasRootCauseMessage("ERROR: permission denied for table profile");
    }
  }

  private void followToTheEnd(int batchSize) {
    EventFollower follower = follower(batchSize);
    while (follower.step() > 0) {
      assertThat(follower.isRunning()).isFalse();
    }
  }

  private EventFollower follower(int batchSize) {
    ProfileEffects effects =
        new ProfileEffects(
            door,
            new JdbcProfiles(
                door, new ProfileJson(JsonMapper.shared()), Optional::empty, HALF_LIFE),
            new JdbcItemFacts(door),
            new JdbcIdentityEdges(door),
            SignatureFixture.RULE,
            () -> listeners,
            HALF_LIFE,
            ConsentRule.NOT_REQUIRED,
            Clock.systemUTC());
    return new EventFollower(
        door,
        ServiceRole.PROFILE,
        ProfileProgress.CONSUMER,
        effects,
        new FollowerProperties(Duration.ofMillis(10), batchSize, Duration.ofSeconds(1)),
        JsonMapper.shared(),
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }

  private void forgetAll() {
    new ProfileRules(door, Duration.ofDays(1)).establish();
    new ProfileRules(door, HALF_LIFE).establish();
  }

  private Map<String, Object> features() {
    Map<String, Object> features = new TreeMap<>();
    for (ProfileSnapshot profile : reader.after(new UUID(0, 0), 100)) {
      features.put(
          profile.userId() == null ? profile.anonymousId() : profile.userId(),
          profile.storedFeatures());
    }
    return features;
  }
}
