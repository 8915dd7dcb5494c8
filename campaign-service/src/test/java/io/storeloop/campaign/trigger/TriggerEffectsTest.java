package io.storeloop.campaign.trigger;

import static io.storeloop.campaign.CampaignFixture.NOON;
import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.lifecycle.Campaign;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TriggerEffectsTest {
  @Test
  void whatHappenedBeforeThePeriodIsNoOccasionAlsoAfterTheClickOnStart() {
    Instant begins = NOON.plusSeconds(3600);
    Campaign started = aCampaign().during(begins, NOON.plusSeconds(7200)).make();
    Instant before = begins.minusSeconds(1);

    assertThat(started.startedAt()).isBefore(before);
    assertThat(TriggerEffects.isSince(started, before)).isFalse();
    assertThat(TriggerEffects.isSince(started, begins)).isTrue();
  }
}
