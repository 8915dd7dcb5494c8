package io.storeloop.profile.identity;

import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static io.storeloop.profile.identity.SignatureFixture.signatureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.profile.EventFixture;
import io.storeloop.profile.identity.IdentityEdge.Reason;
import io.storeloop.profile.identity.IdentityEdge.State;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingsTest {
  private final Set<String> known = new HashSet<>();
  private Bindings bindings = new Bindings(List.of(), user -> 0, SignatureFixture.TRUST);

  @Test
  void theDeviceOnWhichANewUserAppearsIsTheirs() {
    send(anIdentify().called("sign-in").by("anna").on("phone"));

    assertThat(edge("phone", "anna"))
        .matches(edge -> edge.state() == State.MERGED)
        .matches(edge -> edge.reason() == Reason.NEW_USER)
        .matches(edge -> edge.messageId().equals("sign-in"));
    assertThat(ownerOfActsOn("phone")).isEqualTo(Identity.user("anna"));
  }

  @Test
  void nobodyMergesADeviceIntoAKnownUserWithoutASignature() {
    send(anIdentify().by("anna").on("phone"));

    send(anIdentify().by("anna").on("thiefs-laptop"));

    assertThat(edge("thiefs-laptop", "anna").reason()).isEqualTo(Reason.UNSIGNED);
    assertThat(ownerOfActsOn("thiefs-laptop")).isEqualTo(Identity.anonymous("thiefs-laptop"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "null", "ZZ", "c2lnbmF0dXJl"})
  void aForgedSignatureIsNone(String forged) {
    known.add("anna");

    send(anIdentify().by("anna").on("thiefs-laptop").with("identitySignature", forged));

    assertThat(edge("thiefs-laptop", "anna").state()).isEqualTo(State.REFUSED);
  }

  @Test
  void theSignatureOfAnotherUserIsNone() {
    known.add("anna");

    send(
        anIdentify()
            .by("anna")
            .on("thiefs-laptop")
            .with("identitySignature", signatureOf("thief")));

    assertThat(edge("thiefs-laptop", "anna").state()).isEqualTo(State.REFUSED);
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

    assertThat(edge("thiefs-laptop", "anna").state()).isEqualTo(State.REFUSED);
  }

  @Test
  void withoutASecretNothingIsSigned() {
    bindings = new Bindings(List.of(), user -> 0, new EventTrust(new IdentitySignatures(""), true));
    known.add("anna");

    send(anIdentify().by("anna").on("phone").with("identitySignature", signatureOf("anna")));

    assertThat(edge("phone", "anna").state()).isEqualTo(State.REFUSED);
  }

  @Test
  void aShopThatSignsEverythingNeedNotTrustNewUsers() {
    bindings =
        new Bindings(
            List.of(),
            user -> 0,
            new EventTrust(new IdentitySignatures(SignatureFixture.SECRET), false));

    send(anIdentify().by("squatted").on("thiefs-laptop"));

    assertThat(edge("thiefs-laptop", "squatted").reason()).isEqualTo(Reason.UNSIGNED);
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

    assertThat(edge("laptop", "anna").reason()).isEqualTo(Reason.SIGNED);
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

    assertThat(edge("tablet", "ben").reason()).isEqualTo(Reason.SHARED_DEVICE);
    assertThat(bindings.userOf("tablet")).contains("anna");
    assertThat(ownerOfActsOn("tablet")).isEqualTo(Identity.anonymous("tablet"));
  }

  @Test
  void aDeviceThatWasSharedBeforeASignatureCameIsMergedWithNobody() {
    known.addAll(List.of("anna", "ben"));
    send(anIdentify().by("anna").on("tablet"));
    send(anIdentify().by("ben").on("tablet"));

    send(anIdentify().by("anna").on("tablet").with("identitySignature", signatureOf("anna")));

    assertThat(edge("tablet", "anna").state()).isEqualTo(State.REFUSED);
    assertThat(ownerOfActsOn("tablet")).isEqualTo(Identity.anonymous("tablet"));
  }

  @Test
  void whatTheShopHasUndoneStaysUndone() {
    send(anIdentify().by("anna").on("phone"));
    bindings =
        new Bindings(List.of(edge("phone", "anna").undone()), user -> 0, SignatureFixture.TRUST);

    send(anIdentify().by("anna").on("phone").with("identitySignature", signatureOf("anna")));

    assertThat(bindings.changed()).isEmpty();
    assertThat(ownerOfActsOn("phone")).isEqualTo(Identity.anonymous("phone"));
  }

  @Test
  void nobodyHasMoreDevicesThanAPersonCanHave() {
    int most = Bindings.MOST_DEVICES;
    bindings = new Bindings(List.of(), user -> most - 1, SignatureFixture.TRUST);

    send(anIdentify().by("anna").on("last").with("identitySignature", signatureOf("anna")));
    send(anIdentify().by("anna").on("over").with("identitySignature", signatureOf("anna")));

    assertThat(edge("last", "anna").state()).isEqualTo(State.MERGED);
    assertThat(edge("over", "anna").reason()).isEqualTo(Reason.TOO_MANY_DEVICES);
  }

  @Test
  void usersOfADeviceAreNotedUpToABound() {
    for (int i = 0; i < 3 * Bindings.MOST_USERS; i++) {
      send(anIdentify().by("user-" + i).on("kiosk"));
    }

    assertThat(bindings.changed()).hasSize(Bindings.MOST_USERS);
  }

  @Test
  void aSignatureIsTheHmacThatOpensslMakes() {
    // printf anna | openssl dgst -sha256 -hmac a-secret-of-at-least-32-characters
    String signature = "a42be89c077def1fb0ab22f98f4b0280d3b86f653037f1651bea535a8d38114f";
    known.add("anna");

    send(anIdentify().by("anna").on("phone").with("identitySignature", signature));

    assertThat(edge("phone", "anna").reason()).isEqualTo(Reason.SIGNED);
  }

  @Test
  void aSecretThatCouldBeGuessedIsRefusedAndNoneIsLogged() {
    assertThatThrownBy(() -> new IdentityProperties("short", true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("storeloop.profile.identity.secret")
        .hasMessageNotContaining("short");
    assertThat(new IdentityProperties(SignatureFixture.SECRET, true).toString())
        .doesNotContain(SignatureFixture.SECRET);
  }

  private void send(EventFixture event) {
    var sent = event.event();
    bindings.observe(sent, known.contains(sent.userId()));
    known.add(sent.userId());
  }

  private IdentityEdge edge(String device, String user) {
    return bindings.changed().stream()
        .filter(edge -> edge.anonymousId().equals(device) && edge.userId().equals(user))
        .findFirst()
        .orElseThrow();
  }

  private Identity ownerOfActsOn(String device) {
    return bindings.ownerOf(aView().on(device).event());
  }
}
