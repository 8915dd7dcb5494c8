package io.storeloop.common.ids;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentityRuleTest {
  private final IdentityRule rule = new IdentityRule();

  @Test
  void theFirstEventWithBothIdsBindsTheAnonymousOne() {
    assertThat(rule.userOf("browser")).isEmpty();

    assertThat(rule.observe("anna", "browser")).contains("anna");

    assertThat(rule.userOf("browser")).contains("anna");
  }

  @Test
  void aSecondUserOfTheSameDeviceDoesNotTakeItOver() {
    rule.observe("anna", "browser");

    assertThat(rule.observe("ben", "browser")).isEmpty();

    assertThat(rule.userOf("browser")).contains("anna");
  }

  @Test
  void oneIdAloneBindsNothing() {
    assertThat(rule.observe("anna", null)).isEmpty();
    assertThat(rule.observe(null, "browser")).isEmpty();

    assertThat(rule.userOf("browser")).isEmpty();
  }
}
