package io.storeloop.common.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.ids.SignatureFixture;
import org.junit.jupiter.api.Test;

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
}
