package io.storeloop.common.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.ids.SignatureFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

class IdentityPropertiesTest {
  @Test
  void aSecretThatCouldBeGuessedIsRefusedAndNoneIsLogged() {
    assertThatThrownBy(() -> new IdentityProperties("short", true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("storeloop.identity.secret")
        .hasMessageNotContaining("short");
    assertThat(new IdentityProperties(SignatureFixture.SECRET, true).toString())
        .doesNotContain(SignatureFixture.SECRET);
  }

  @Test
  void settingsUnderTheNamesOfBeforeAreRefusedInsteadOfIgnored() {
    MockEnvironment settings =
        new MockEnvironment().withProperty("storeloop.identity.new-users-unsigned", "false");
    IdentityProperties.refuseNamesOfBefore(settings);
    settings.setProperty("storeloop.profile.identity.new-users-unsigned", "false");

    assertThatThrownBy(() -> IdentityProperties.refuseNamesOfBefore(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "storeloop.profile.identity.* is now storeloop.identity.*, the same for all services");
  }

  @Test
  void theyAreFoundAmongTheVariablesOfTheEnvironmentToo() {
    StandardEnvironment settings = new StandardEnvironment();
    settings
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of("STORELOOP_PROFILE_IDENTITY_SECRET", SignatureFixture.SECRET)));

    assertThatThrownBy(() -> IdentityProperties.refuseNamesOfBefore(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(SignatureFixture.SECRET);
  }
}
