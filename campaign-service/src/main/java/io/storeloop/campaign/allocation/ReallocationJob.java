package io.storeloop.campaign.allocation;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks aside for campaigns whose batch is over. */
@Component
class ReallocationJob implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(ReallocationJob.class);

  private final Reallocation reallocation;
  private final AllocationProperties properties;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("campaign-allocation").factory());

  ReallocationJob(Reallocation reallocation, AllocationProperties properties) {
    this.reallocation = reallocation;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    long pause = properties.poll().toMillis();
    thread.scheduleWithFixedDelay(this::work, pause, pause, TimeUnit.MILLISECONDS);
  }

  private void work() {
    try {
      reallocation.makeDue(properties.batch());
    } catch (RuntimeException away) {
      LOG.warn("offers could not be shared out anew, and will be: {}", away.toString());
    }
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }
}
