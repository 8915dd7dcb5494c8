package io.storeloop.common.ids;

import static io.storeloop.common.ids.ClaimFixture.imported;
import static io.storeloop.common.ids.ClaimFixture.signed;
import static io.storeloop.common.ids.ClaimFixture.unsigned;
import static io.storeloop.common.ids.DeviceUse.ANOTHERS;
import static io.storeloop.common.ids.DeviceUse.DECIDED;
import static io.storeloop.common.ids.DeviceUse.REFUSED;
import static io.storeloop.common.ids.DeviceUse.UNSEEN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityRuleTest {
  private static final boolean KNOWN = true;
  private static final boolean NEW = false;

  private final IdentityRule rule = SignatureFixture.RULE;

  @Test
  void theDeviceOnWhichANewUserAppearsIsTheirs() {
    assertThat(rule.decide(unsigned("anna", "phone"), UNSEEN, NEW, 0))
        .contains(EdgeReason.NEW_USER);
  }

  @Test
  void aKnownUserGetsADeviceOnlyFromTheShop() {
    assertThat(rule.decide(unsigned("anna", "laptop"), UNSEEN, KNOWN, 1))
        .contains(EdgeReason.UNSIGNED);
    assertThat(rule.decide(signed("anna", "laptop"), UNSEEN, KNOWN, 1)).contains(EdgeReason.SIGNED);
    assertThat(rule.decide(imported("anna", "laptop"), UNSEEN, KNOWN, 1))
        .contains(EdgeReason.IMPORTED);
  }

  @Test
  void aRefusedUserIsDecidedAboutAgainOnlyWhenTheShopVouchesForThem() {
    assertThat(rule.decide(unsigned("anna", "laptop"), REFUSED, KNOWN, 1)).isEmpty();
    assertThat(rule.decide(signed("anna", "laptop"), REFUSED, KNOWN, 1))
        .contains(EdgeReason.SIGNED);
  }

  @Test
  void aSecondUserIsNeverMerged() {
    assertThat(rule.decide(signed("ben", "phone"), ANOTHERS, NEW, 0))
        .contains(EdgeReason.SHARED_DEVICE);
  }

  @Test
  void nobodyHasMoreDevicesThanAPersonCanHave() {
    int most = IdentityRule.MOST_DEVICES;

    assertThat(rule.decide(signed("anna", "last"), UNSEEN, KNOWN, most - 1))
        .contains(EdgeReason.SIGNED);
    assertThat(rule.decide(signed("anna", "over"), UNSEEN, KNOWN, most))
        .contains(EdgeReason.TOO_MANY_DEVICES);
  }

  @ParameterizedTest
  @EnumSource(DeviceUse.class)
  void whoeverNamesNoUserOrNoDeviceClaimsNothing(DeviceUse use) {
    assertThat(rule.decide(unsigned(null, "phone"), use, NEW, 0)).isEmpty();
    assertThat(rule.decide(unsigned("anna", null), use, NEW, 0)).isEmpty();
    assertThat(rule.decide(signed("anna", "phone"), DECIDED, NEW, 0)).isEmpty();
  }

  @Test
  void withoutASecretNothingIsSignedAndAShopThatSignsEverythingTrustsNoNewUser() {
    IdentityRule none = new IdentityRule(new EventTrust(new IdentitySignatures(""), true));
    IdentityRule all =
        new IdentityRule(new EventTrust(new IdentitySignatures(SignatureFixture.SECRET), false));

    assertThat(none.isVouchedFor(signed("anna", "phone"), KNOWN)).isFalse();
    assertThat(all.isVouchedFor(unsigned("anna", "phone"), NEW)).isFalse();
    assertThat(all.isVouchedFor(signed("anna", "phone"), NEW)).isTrue();
  }

  @Test
  void whatADeviceDoesIsItsFirstUsersWhileTheyAreMergedAndAlone() {
    assertThat(IdentityRule.actsAreTheFirstUsers(EdgeState.MERGED, false)).isTrue();
    assertThat(IdentityRule.actsAreTheFirstUsers(EdgeState.MERGED, true)).isFalse();
    assertThat(IdentityRule.actsAreTheFirstUsers(EdgeState.REFUSED, false)).isFalse();
    assertThat(IdentityRule.actsAreTheFirstUsers(EdgeState.UNDONE, false)).isFalse();
  }

  /** Whoever keeps no more than the rule asks for decides as the whole story says. */
  @Test
  void aThousandLogsAreDecidedAsTheDocumentTellsIt() {
    for (int seed = 0; seed < 1_000; seed++) {
      NaiveIdentities expected = new NaiveIdentities();
      Kept kept = new Kept();
      for (Event event : ClaimFixture.log(new Random(seed), 60)) {
        expected.observe(event);
        kept.observe(event);

        for (int i = 0; i < 8; i++) {
          String device = "device-" + i;
          assertThat(kept.ownerOf(device))
              .as("seed %d, %s", seed, device)
              .isEqualTo(expected.ownerOf(device).orElse(""));
        }
      }
    }
  }

  /** What the rule must be told. */
  private final class Kept {
    private final Set<String> known = new HashSet<>();
    private final Map<String, String> first = new HashMap<>();
    private final Map<String, EdgeState> state = new HashMap<>();
    private final Set<String> shared = new HashSet<>();
    private final Map<String, Integer> devices = new HashMap<>();

    void observe(Event event) {
      String user = String.valueOf(event.userId());
      String device = String.valueOf(event.anonymousId());
      DeviceUse use =
          first.containsKey(device)
              ? DeviceUse.of(
                  requireNonNull(state.get(device)),
                  shared.contains(device),
                  user.equals(first.get(device)))
              : UNSEEN;
      rule.decide(event, use, known.contains(user), devices.getOrDefault(user, 0))
          .ifPresent(reason -> {
            if (reason == EdgeReason.SHARED_DEVICE) {
              shared.add(device);
            } else {
              first.put(device, user);
              state.put(device, reason.state());
              devices.merge(user, reason.state() == EdgeState.MERGED ? 1 : 0, Integer::sum);
            }
          });
      known.add(user);
    }

    String ownerOf(String device) {
      return first.containsKey(device)
              && IdentityRule.actsAreTheFirstUsers(
                  requireNonNull(state.get(device)), shared.contains(device))
          ? requireNonNull(first.get(device))
          : "";
    }
  }
}
