package io.storeloop.campaign.delivery.outbox;

import static io.storeloop.campaign.CampaignFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.delivery.DeliveryProperties;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DestinationsTest {
  private static final String CRM = "0198c8a0-0000-7000-8000-000000000001";
  private static final Instant RESTED = NOON.plusSeconds(30);

  private final Destinations destinations =
      new Destinations(new DeliveryProperties.Destination(2, 3, Duration.ofSeconds(30)));

  private void call(boolean answered, Instant now) {
    assertThat(destinations.enter(CRM, now)).isTrue();
    destinations.leave(CRM, answered, now);
  }

  @Test
  void soManyCallsAreUnderWayAtOnceAndOthersAreNotConcerned() {
    assertThat(destinations.enter(CRM, NOON)).isTrue();
    assertThat(destinations.closed(NOON)).isEmpty();
    assertThat(destinations.enter(CRM, NOON)).isTrue();

    assertThat(destinations.closed(NOON)).containsExactly(CRM);
    assertThat(destinations.enter(CRM, NOON)).isFalse();
    assertThat(destinations.enter("email", NOON)).isTrue();
    destinations.leave(CRM, true, NOON);
    assertThat(destinations.enter(CRM, NOON)).isTrue();
  }

  @Test
  void afterSoManySilentCallsInARowItRestsAndThenOneTriesItOut() {
    call(false, NOON);
    call(false, NOON);
    assertThat(destinations.closed(NOON)).isEmpty();
    call(false, NOON);

    assertThat(destinations.closed(NOON)).containsExactly(CRM);
    assertThat(destinations.enter(CRM, RESTED.minusMillis(1))).isFalse();
    assertThat(destinations.enter(CRM, RESTED)).isTrue();
    assertThat(destinations.enter(CRM, RESTED)).isFalse();
    destinations.leave(CRM, false, RESTED);
    assertThat(destinations.enter(CRM, RESTED.plusSeconds(29))).isFalse();
    call(true, RESTED.plusSeconds(30));
    assertThat(destinations.closed(RESTED.plusSeconds(30))).isEmpty();
  }

  @Test
  void anAnswerBetweenThemBeginsTheCountAnew() {
    call(false, NOON);
    call(false, NOON);
    call(true, NOON);
    call(false, NOON);
    call(false, NOON);

    assertThat(destinations.closed(NOON)).isEmpty();
  }
}
