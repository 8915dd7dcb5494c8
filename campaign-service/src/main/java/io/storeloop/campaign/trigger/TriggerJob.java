package io.storeloop.campaign.trigger;

import io.storeloop.campaign.decision.RunningCampaigns;
import io.storeloop.campaign.delivery.feed.HttpShopperFeed.FeedAway;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.message.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for occasions again and again; what failed is looked for again. */
@Component
class TriggerJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(TriggerJob.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final RunningCampaigns campaigns;
  private final OccasionSearch occasions;
  private final PriceSearch prices;
  private final TriggerProperties properties;
  private final Clock clock;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private @Nullable Thread thread;

  TriggerJob(
      RunningCampaigns campaigns,
      OccasionSearch occasions,
      PriceSearch prices,
      TriggerProperties properties,
      Clock clock) {
    this.campaigns = campaigns;
    this.occasions = occasions;
    this.prices = prices;
    this.properties = properties;
    this.clock = clock;
  }

  /** Looks once for every active campaign; one that fails does not keep the others waiting. */
  void look(Instant now) {
    List<Campaign> active =
        campaigns.current().campaigns().stream()
            .filter(campaign -> campaign.isActive(now))
            .toList();
    for (Campaign campaign : active) {
      DeliveryPlan plan = campaign.plan().delivery();
      if (plan != null && plan.trigger() != null && isAskedFor(plan.trigger())) {
        Trigger trigger = plan.trigger();
        guarded(() -> occasions.look(campaign, trigger, now));
      }
    }
    List<Campaign> waiting = TriggerEffects.waiting(active, Trigger.PriceDrops.class);
    if (!waiting.isEmpty()) {
      guarded(() -> prices.look(waiting, now));
    }
  }

  private static boolean isAskedFor(Trigger trigger) {
    return trigger instanceof Trigger.Scheduled
        || trigger instanceof Trigger.SegmentEntered
        || trigger instanceof Trigger.ChurnPredicted;
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (FeedAway away) {
      LOG.warn("occasions could not be looked for, trying again: {}", away.getMessage());
    } catch (RuntimeException failure) {
      LOG.error("looking for occasions failed, trying again: {}", failure.getClass().getName());
    }
  }

  @Override
  public void start() {
    stopSignal = new CountDownLatch(1);
    running = true;
    // a virtual one would keep a carrier from the answers for as long as it calculates
    thread = Thread.ofPlatform().daemon().name("campaign-triggers").start(this::follow);
  }

  private void follow() {
    while (running) {
      guarded(() -> look(clock.instant()));
      try {
        if (stopSignal.await(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
          running = false;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        running = false;
      }
    }
  }

  @Override
  public void stop() {
    running = false;
    stopSignal.countDown();
    Thread current = thread;
    if (current != null) {
      try {
        current.join(STOP_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
