package io.storeloop.profile.profile;

import static io.storeloop.common.ids.SignatureFixture.signatureOf;
import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.profile.LogPlaces;
import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.identity.Bindings;
import io.storeloop.profile.identity.DeviceSharing;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileBatchTest {
  private static final Duration HALF_LIFE = Duration.ofDays(30);

  private final Map<UUID, Profile> stored = new HashMap<>();
  private final Map<Identity, UUID> identities = new HashMap<>();
  private final Map<UUID, IdentityEdge> edges = new TreeMap<>();
  private final Map<String, DeviceSharing> sharings = new TreeMap<>();
  private final LogPlaces places = new LogPlaces();

  @Test
  void anonymousEventsBeforeAndAfterSigningInBelongToTheUser() {
    follow(
        List.of(aView().on("phone").event(), aView().on("phone").event()),
        List.of(anIdentify().by("anna").on("phone").event()),
        List.of(aView().on("phone").event()));

    assertThat(views()).isEqualTo(Map.of("anna", 3L));
  }

  @Test
  void twoDevicesBecomeOneProfile() {
    follow(
        List.of(aView().on("phone").event(), aView().on("laptop").event()),
        List.of(
            aView().by("anna").on("phone").event(),
            aView().by("anna").on("laptop").with("identitySignature", signatureOf("anna")).event()),
        List.of(aView().on("laptop").event()));

    assertThat(views()).isEqualTo(Map.of("anna", 5L));
    assertThat(identities.values()).containsOnly(Identity.user("anna").profileId());
  }

  @Test
  void whatASharedDeviceDidBeforeItsSecondUserIsTheFirstOnesAndNothingLater() {
    follow(
        List.of(aView().on("tablet").event(), aView().by("anna").on("tablet").event()),
        List.of(
            aView().on("tablet").event(),
            aView().by("ben").on("tablet").event(),
            aView().on("tablet").event()),
        List.of(aView().on("tablet").event(), aView().by("carla").on("tablet").event()));

    assertThat(views()).isEqualTo(Map.of("anna", 3L, "ben", 1L, "carla", 1L, "tablet", 2L));
    assertThat(identities)
        .containsEntry(Identity.anonymous("tablet"), Identity.anonymous("tablet").profileId());
  }

  @Test
  void aDeviceMergedAndSharedInOneBatchIsNobodysAfterwards() {
    follow(
        List.of(aView().on("tablet").event()),
        List.of(
            aView().by("anna").on("tablet").event(),
            aView().by("ben").on("tablet").event(),
            aView().on("tablet").event()));

    assertThat(views()).isEqualTo(Map.of("anna", 2L, "ben", 1L, "tablet", 1L));
  }

  @Test
  void whatADeviceToldOfItsShopperGoesAlong() {
    follow(
        List.of(anIdentify().on("phone").with("language", "de").at("2026-03-01T10:00:00Z").event()),
        List.of(
            anIdentify().by("anna").on("phone").with("country", "AT").event(),
            aPurchase().by("anna").costing("5").event()));

    Profile anna = stored.get(Identity.user("anna").profileId());
    assertThat(anna.whole().traits().values()).isEqualTo(Map.of("language", "de", "country", "AT"));
  }

  @Test
  void aStatementOfConsentIsNoTrait() {
    follow(
        List.of(
            anIdentify()
                .by("anna")
                .with("country", "AT")
                .with("consent", Map.of("marketing", false))
                .event()));

    Profile anna = stored.get(Identity.user("anna").profileId());
    assertThat(anna.whole().traits().values()).isEqualTo(Map.of("country", "AT"));
    assertThat(anna.whole().consents().values()).isEqualTo(Map.of("marketing", false));
  }

  @Test
  void anEventThatCannotBeFoldedIsSkippedAndNamed() {
    Event broken =
        new Event(
            "broken",
            io.storeloop.common.events.EventType.IDENTIFY,
            "anna",
            null,
            null,
            java.time.Instant.parse("2026-03-01T10:00:00Z"),
            java.time.Instant.parse("2026-03-01T10:00:01Z"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "test",
            new HashMap<>() {
              @Override
              public void forEach(
                  java.util.function.BiConsumer<? super String, ? super Object> action) {
                throw new IllegalStateException("poison");
              }
            });

    ProfileBatch batch = fold(List.of(broken, aView().by("anna").event()));

    assertThat(batch.skipped())
        .containsExactly(new SkippedEvent("broken", "java.lang.IllegalStateException: poison"));
    assertThat(views()).isEqualTo(Map.of("anna", 1L));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void orderAndBatchesDoNotMatterAsLongAsDevicesAreNotShared(long seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int shopper = random.nextInt(6);
      int device = shopper * 2 + random.nextInt(2);
      var event = random.nextInt(4) == 0 ? aPurchase().costing("1") : aView();
      boolean known = random.nextInt(5) == 0 && shopper > 0;
      event.with("category", "c" + random.nextInt(3));
      events.add(
          known
              ? event
                  .by("user-" + shopper)
                  .on("device-" + device)
                  .with("identitySignature", signatureOf("user-" + shopper))
                  .event()
              : event.on("device-" + device).event());
    }
    fold(events);
    Map<String, Object> expected = features();
    ProfileBatchTest other = new ProfileBatchTest();
    Collections.shuffle(events, random);

    int from = 0;
    while (from < events.size()) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(40));
      other.fold(events.subList(from, to));
      from = to;
    }

    assertThat(other.features()).isEqualTo(expected);
  }

  @SafeVarargs
  private void follow(List<Event>... batches) {
    for (List<Event> batch : batches) {
      fold(batch);
    }
  }

  /** What the database does around a batch. */
  private ProfileBatch fold(List<Event> events) {
    Bindings bindings =
        new Bindings(
            edges.values().stream().sorted(comparingInt(IdentityEdge::place)).toList(),
            sharings.values(),
            user -> 0,
            SignatureFixture.RULE);
    ProfileBatch batch = new ProfileBatch(bindings, Map.copyOf(stored), HALF_LIFE);
    events.forEach(event -> batch.fold(places.next(event), ItemFacts.saidBy(event)));
    batch.changed().forEach(profile -> stored.put(profile.id(), profile));
    batch.absorbed().forEach(stored::remove);
    batch.unlinked().forEach(identities::remove);
    identities.putAll(batch.identities());
    bindings.changed().forEach(edge -> edges.put(edge.id(), edge));
    bindings.shared().forEach(sharing -> sharings.put(sharing.anonymousId(), sharing));
    return batch;
  }

  private Map<String, Object> views() {
    Map<String, Object> views = new TreeMap<>();
    features().forEach((id, features) -> views.put(id, ((Map<?, ?>) features).get("views")));
    return views;
  }

  private Map<String, Object> features() {
    Map<String, Object> features = new TreeMap<>();
    stored
        .values()
        .forEach(profile ->
            features.put(
                profile.founder().value(), FeatureCatalogue.stored(profile.whole().behaviour())));
    return features;
  }
}
