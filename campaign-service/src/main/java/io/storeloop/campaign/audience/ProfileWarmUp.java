package io.storeloop.campaign.audience;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks profile-service once when this process is ready, aside and with patience: loading classes
 * and opening the first connection take longer than a page may wait.
 */
@Component
class ProfileWarmUp {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Shopper NOBODY = new Shopper("warm-up", null);

  private final HttpProfiles profiles;

  ProfileWarmUp(HttpProfiles profiles) {
    this.profiles = profiles;
  }

  @EventListener
  void warmUp(ApplicationReadyEvent ready) {
    Thread.ofVirtual().name("campaign-warm-up").start(() -> profiles.ask(NOBODY, PATIENCE));
  }
}
