package io.storeloop.campaign.audience;

import io.storeloop.campaign.audience.ProfileAnswer.Known;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks profile-service once it answers at all, aside and with patience: loading classes and opening
 * the first connection take longer than a page may wait.
 */
@Component
class ProfileWarmUp {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_ATTEMPTS = 60;
  private static final Shopper NOBODY = new Shopper("warm-up", null);

  private final HttpProfiles profiles;

  ProfileWarmUp(HttpProfiles profiles) {
    this.profiles = profiles;
  }

  @EventListener
  void warmUp(ApplicationReadyEvent ready) {
    Thread.ofVirtual().name("campaign-warm-up").start(this::askUntilAnswered);
  }

  private void askUntilAnswered() {
    try {
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        if (profiles.ask(NOBODY, false, PATIENCE) instanceof Known) {
          return;
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
