package io.storeloop.campaign.coupon;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes codes aside, one batch after the other. */
@Component
class CouponGenerationJob implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(CouponGenerationJob.class);

  private final BooleanSupplier batches;
  private final CouponProperties properties;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("campaign-coupons").factory());

  @Autowired
  CouponGenerationJob(JdbcGenerations generations, CouponProperties properties) {
    this(generations::advance, properties);
  }

  /** Makes what {@code batches} does, again at once while it says that there was something. */
  CouponGenerationJob(BooleanSupplier batches, CouponProperties properties) {
    this.batches = batches;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    long pause = properties.generationPoll().toMillis();
    thread.scheduleWithFixedDelay(this::workOff, 0, pause, TimeUnit.MILLISECONDS);
  }

  private void workOff() {
    try {
      while (!thread.isShutdown() && batches.getAsBoolean()) {
        LOG.debug("a batch of coupon codes was made");
      }
    } catch (RuntimeException away) {
      // whatever it is: a job that throws is never run again
      LOG.warn("coupon codes could not be made, and will be: {}", away.getClass().getName());
    }
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }
}
