package io.storeloop.campaign.coupon;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Makes codes aside, one batch after the other. */
@Component
class CouponGenerationJob implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(CouponGenerationJob.class);

  private final JdbcGenerations generations;
  private final CouponProperties properties;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("campaign-coupons").factory());

  CouponGenerationJob(JdbcGenerations generations, CouponProperties properties) {
    this.generations = generations;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    long pause = properties.generationPoll().toMillis();
    thread.scheduleWithFixedDelay(this::workOff, 0, pause, TimeUnit.MILLISECONDS);
  }

  private void workOff() {
    try {
      while (!thread.isShutdown() && generations.advance()) {
        LOG.debug("a batch of coupon codes was made");
      }
    } catch (DataAccessException away) {
      LOG.warn("coupon codes could not be made, and will be: {}", away.toString());
    }
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }
}
