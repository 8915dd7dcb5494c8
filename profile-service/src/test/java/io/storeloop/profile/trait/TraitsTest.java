package io.storeloop.profile.trait;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraitsTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-03-03T10:00:00Z");

  private final Traits traits = new Traits();

  @Test
  void whatWasSaidLaterCountsEvenIfItArrivesEarlier() {
    traits.say("country", new TraitStatement("AT", TUESDAY, "m2"));
    traits.say("country", new TraitStatement("DE", MONDAY, "m1"));

    assertThat(traits.values()).isEqualTo(Map.of("country", "AT"));
  }

  @Test
  void nullTakesATraitBack() {
    traits.say("country", new TraitStatement(null, TUESDAY, "m2"));
    traits.say("country", new TraitStatement("DE", MONDAY, "m1"));

    assertThat(traits.values()).isEmpty();
  }

  @Test
  void ofWhatWasSaidAtOnceTheGreaterMessageCounts() {
    traits.say("country", new TraitStatement("AT", MONDAY, "m2"));
    traits.say("country", new TraitStatement("DE", MONDAY, "m1"));

    assertThat(traits.values()).isEqualTo(Map.of("country", "AT"));
  }

  @Test
  void theTraitsSpokenOfLatestAreKept() {
    for (int i = 0; i <= Traits.BOUND; i++) {
      traits.say("trait-" + i, new TraitStatement(i, MONDAY.plusSeconds(i), "m"));
    }

    assertThat(traits.values()).hasSize(Traits.BOUND).doesNotContainKey("trait-0");
  }

  @Test
  void aNovelIsNoTrait() {
    assertThat(Traits.allows("biography", "x".repeat(Traits.LONGEST_VALUE + 1))).isFalse();
    assertThat(Traits.allows(" ", "x")).isFalse();
    assertThat(Traits.allows("country", null)).isTrue();
  }
}
