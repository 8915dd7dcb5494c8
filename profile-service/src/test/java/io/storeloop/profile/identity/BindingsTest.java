package io.storeloop.profile.identity;

import static io.storeloop.common.ids.SignatureFixture.signatureOf;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.ids.ClaimFixture;
import io.storeloop.common.ids.EdgeReason;
import io.storeloop.common.ids.EdgeState;
import io.storeloop.common.ids.EventTrust;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.ids.IdentitySignatures;
import io.storeloop.common.ids.NaiveIdentities;
import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.profile.EventFixture;
import io.storeloop.profile.LogPlaces;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingsTest {
  private final Set<String> known = new HashSet<>();
  private final LogPlaces places = new LogPlaces();
  private Bindings bindings = new Bindings(List.of(), List.of(), user -> 0, SignatureFixture.RULE);

  @Test
  void theDeviceOnWhichANewUserAppearsIsTheirs() {
    send(anIdentify().called("sign-in").by("anna").on("phone"));

    assertThat(edge("phone", "anna"))
        .matches(edge -> edge.state() == EdgeState.MERGED)
        .matches(edge -> edge.reason() == EdgeReason.NEW_USER)
        .matches(edge -> edge.messageId().equals("sign-in"));
    assertThat(ownerOfActsOn("phone")).isEqualTo(Identity.user("anna"));
  }

  @Test
  void nobodyMergesADeviceIntoAKnownUserWithoutASignature() {
    send(anIdentify().by("anna").on("phone"));

    send(anIdentify().by("anna").on("thiefs-laptop"));

    assertThat(edge("thiefs-laptop", "anna").reason()).isEqualTo(EdgeReason.UNSIGNED);
    assertThat(ownerOfActsOn("thiefs-laptop")).isEqualTo(Identity.anonymous("thiefs-laptop"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "null", "ZZ", "c2lnbmF0dXJl"})
  void aForgedSignatureIsNone(String forged) {
    known.add("anna");

    send(anIdentify().by("anna").on("thiefs-laptop").with("identitySignature", forged));

    assertThat(edge("thiefs-laptop", "anna").state()).isEqualTo(EdgeState.REFUSED);
  }

  @Test
  void theSignatureOfAnotherUserIsNone() {
    known.add("anna");

    send(
        anIdentify()
            .by("anna")
            .on("thiefs-laptop")
            .with("identitySignature", signatureOf("thief")));

    assertThat(edge("thiefs-laptop", "anna").state()).isEqualTo(EdgeState.REFUSED);
  }

  @Test
  void aSignatureThatIsNoTextIsNone() {
    known.add("anna");

    send(
        anIdentify()
            .by("anna")
            .on("thiefs-laptop")
            .with("identitySignature", Map.of("$ne", ""))
            .with("context", List.of("identitySignature")));

    assertThat(edge("thiefs-laptop", "anna").state()).isEqualTo(EdgeState.REFUSED);
  }

  @Test
  void withoutASecretNothingIsSigned() {
    bindings =
        new Bindings(
            List.of(),
            List.of(),
            user -> 0,
            new IdentityRule(new EventTrust(new IdentitySignatures(""), true)));
    known.add("anna");

    send(anIdentify().by("anna").on("phone").with("identitySignature", signatureOf("anna")));

    assertThat(edge("phone", "anna").state()).isEqualTo(EdgeState.REFUSED);
  }

  @Test
  void aShopThatSignsEverythingNeedNotTrustNewUsers() {
    bindings =
        new Bindings(
            List.of(),
            List.of(),
            user -> 0,
            new IdentityRule(
                new EventTrust(new IdentitySignatures(SignatureFixture.SECRET), false)));

    send(anIdentify().by("squatted").on("thiefs-laptop"));

    assertThat(edge("thiefs-laptop", "squatted").reason()).isEqualTo(EdgeReason.UNSIGNED);
  }

  @Test
  void aSignedUserMayComeWithFurtherDevices() {
    send(anIdentify().by("anna").on("phone"));

    send(anIdentify().by("anna").on("laptop").with("identitySignature", signatureOf("anna")));
    send(
        aView()
            .by("anna")
            .on("tv")
            .with("context", Map.of("identitySignature", signatureOf("anna"))));

    assertThat(edge("laptop", "anna").reason()).isEqualTo(EdgeReason.SIGNED);
    assertThat(ownerOfActsOn("laptop")).isEqualTo(Identity.user("anna"));
    assertThat(ownerOfActsOn("tv")).isEqualTo(Identity.user("anna"));
  }

  @Test
  void aRefusedDeviceIsMergedWhenASignatureComes() {
    known.add("anna");
    send(anIdentify().by("anna").on("phone"));

    send(anIdentify().by("anna").on("phone").with("identitySignature", signatureOf("anna")));

    assertThat(ownerOfActsOn("phone")).isEqualTo(Identity.user("anna"));
  }

  @Test
  void fromTheSecondUserOnADeviceIsNobodys() {
    send(anIdentify().by("anna").on("tablet"));

    send(anIdentify().by("ben").on("tablet").with("identitySignature", signatureOf("ben")));

    assertThat(edge("tablet", "ben").reason()).isEqualTo(EdgeReason.SHARED_DEVICE);
    assertThat(bindings.userOf("tablet")).contains("anna");
    assertThat(ownerOfActsOn("tablet")).isEqualTo(Identity.anonymous("tablet"));
  }

  @Test
  void aDeviceThatWasSharedBeforeASignatureCameIsMergedWithNobody() {
    known.addAll(List.of("anna", "ben"));
    send(anIdentify().by("anna").on("tablet"));
    send(anIdentify().by("ben").on("tablet"));

    send(anIdentify().by("anna").on("tablet").with("identitySignature", signatureOf("anna")));

    assertThat(edge("tablet", "anna").state()).isEqualTo(EdgeState.REFUSED);
    assertThat(ownerOfActsOn("tablet")).isEqualTo(Identity.anonymous("tablet"));
  }

  @Test
  void whatTheShopHasUndoneStaysUndone() {
    send(anIdentify().by("anna").on("phone"));
    bindings =
        new Bindings(
            List.of(edge("phone", "anna").undone()),
            bindings.shared(),
            user -> 0,
            SignatureFixture.RULE);

    send(anIdentify().by("anna").on("phone").with("identitySignature", signatureOf("anna")));

    assertThat(bindings.changed()).isEmpty();
    assertThat(ownerOfActsOn("phone")).isEqualTo(Identity.anonymous("phone"));
  }

  @Test
  void nobodyHasMoreDevicesThanAPersonCanHave() {
    int most = IdentityRule.MOST_DEVICES;
    bindings = new Bindings(List.of(), List.of(), user -> most - 1, SignatureFixture.RULE);

    send(anIdentify().by("anna").on("last").with("identitySignature", signatureOf("anna")));
    send(anIdentify().by("anna").on("over").with("identitySignature", signatureOf("anna")));

    assertThat(edge("last", "anna").state()).isEqualTo(EdgeState.MERGED);
    assertThat(edge("over", "anna").reason()).isEqualTo(EdgeReason.TOO_MANY_DEVICES);
  }

  @Test
  void usersOfADeviceAreNotedUpToABound() {
    for (int i = 0; i < 3 * Bindings.MOST_USERS; i++) {
      send(anIdentify().by("user-" + i).on("kiosk"));
    }

    assertThat(bindings.changed()).hasSize(Bindings.MOST_USERS);
  }

  @Test
  void howeverTheLogIsCutIntoBatchesTheEdgesAreTheSameAndAsAllServicesSay() {
    for (int seed = 0; seed < 200; seed++) {
      LogPlaces places = new LogPlaces();
      List<LoggedEvent> log =
          ClaimFixture.log(new Random(seed), 80).stream().map(places::next).toList();
      Kept whole = kept(log, log.size(), new Random(seed));
      NaiveIdentities expected = new NaiveIdentities();
      log.forEach(logged -> expected.observe(logged.event()));

      assertThat(kept(log, 1, new Random(seed))).as("seed %d", seed).isEqualTo(whole);
      assertThat(kept(log, 20, new Random(seed))).as("seed %d", seed).isEqualTo(whole);
      Bindings after = whole.bindings();
      for (int i = 0; i < 8; i++) {
        String device = "device-" + i;
        assertThat(after.ownerOf(places.next(aView().on(device).event())))
            .as("seed %d, %s", seed, device)
            .isEqualTo(
                expected.ownerOf(device).map(Identity::user).orElse(Identity.anonymous(device)));
      }
    }
  }

  /** What a follower keeps between its batches. */
  private record Kept(Map<UUID, IdentityEdge> edges, Map<String, DeviceSharing> sharings) {
    Bindings bindings() {
      return new Bindings(
          edges.values().stream().sorted(Comparator.comparingInt(IdentityEdge::place)).toList(),
          sharings.values(),
          user ->
              (int)
                  edges.values().stream()
                      .filter(edge -> edge.isMerged() && edge.userId().equals(user))
                      .count(),
          SignatureFixture.RULE);
    }

    void keep(Bindings batch) {
      batch.changed().forEach(edge -> edges.put(edge.id(), edge));
      batch.shared().forEach(sharing -> sharings.put(sharing.anonymousId(), sharing));
    }
  }

  /** As a follower makes it that reads up to so many events at once. */
  private static Kept kept(List<LoggedEvent> log, int most, Random random) {
    Kept kept = new Kept(new LinkedHashMap<>(), new LinkedHashMap<>());
    Set<String> seen = new HashSet<>();
    for (int from = 0; from < log.size(); ) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(most));
      Bindings batch = kept.bindings();
      for (LoggedEvent logged : log.subList(from, to)) {
        batch.observe(logged, seen.contains(logged.event().userId()));
        seen.add(logged.event().userId());
      }
      kept.keep(batch);
      from = to;
    }
    return kept;
  }

  @Test
  void aDeviceIsSharedFromAPlaceInTheLogAlsoWhenTheSecondUsersEventsAreGone() {
    LoggedEvent before = places.next(aView().on("tablet").event());
    LoggedEvent after = new LoggedEvent(new EventCursor(9, 9), aView().on("tablet").event());
    bindings =
        new Bindings(
            List.of(),
            List.of(
                new DeviceSharing("tablet", new EventCursor(9, 8), before.event().occurredAt())),
            user -> 0,
            SignatureFixture.RULE);

    send(anIdentify().by("anna").on("tablet"));

    assertThat(edge("tablet", "anna").isMerged()).isTrue();
    assertThat(bindings.ownerOf(before)).isEqualTo(Identity.user("anna"));
    assertThat(bindings.ownerOf(after)).isEqualTo(Identity.anonymous("tablet"));
    assertThat(
            bindings.observe(
                new LoggedEvent(new EventCursor(9, 10), aView().by("carl").on("tablet").event()),
                false))
        .map(IdentityEdge::reason)
        .contains(EdgeReason.SHARED_DEVICE);
    assertThat(bindings.shared()).isEmpty();
  }

  @Test
  void aSignatureIsTheHmacThatOpensslMakes() {
    // printf anna | openssl dgst -sha256 -hmac a-secret-of-at-least-32-characters
    String signature = "a42be89c077def1fb0ab22f98f4b0280d3b86f653037f1651bea535a8d38114f";
    known.add("anna");

    send(anIdentify().by("anna").on("phone").with("identitySignature", signature));

    assertThat(edge("phone", "anna").reason()).isEqualTo(EdgeReason.SIGNED);
  }

  private void send(EventFixture event) {
    var sent = event.event();
    bindings.observe(places.next(sent), known.contains(sent.userId()));
    known.add(sent.userId());
  }

  private IdentityEdge edge(String device, String user) {
    return bindings.changed().stream()
        .filter(edge -> edge.anonymousId().equals(device) && edge.userId().equals(user))
        .findFirst()
        .orElseThrow();
  }

  private Identity ownerOfActsOn(String device) {
    return bindings.ownerOf(places.next(aView().on(device).event()));
  }
}
