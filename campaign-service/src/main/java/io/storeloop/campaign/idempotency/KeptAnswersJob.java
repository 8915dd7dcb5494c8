package io.storeloop.campaign.idempotency;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Deletes kept answers when their time is over, also when nobody calls any more. */
@Component
class KeptAnswersJob implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(KeptAnswersJob.class);

  private final JdbcIdempotency keys;
  private final IdempotencyProperties properties;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("campaign-kept-answers").factory());

  KeptAnswersJob(JdbcIdempotency keys, IdempotencyProperties properties) {
    this.keys = keys;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    long pause = properties.forgetInterval().toMillis();
    thread.scheduleWithFixedDelay(this::forget, pause, pause, TimeUnit.MILLISECONDS);
  }

  private void forget() {
    try {
      while (!thread.isShutdown() && keys.forgetOld()) {
        LOG.debug("old answers were deleted");
      }
    } catch (RuntimeException away) {
      LOG.warn("old answers could not be deleted, and will be: {}", away.getClass().getName());
    }
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }
}
