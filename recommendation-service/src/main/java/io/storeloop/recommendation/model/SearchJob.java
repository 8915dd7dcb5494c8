package io.storeloop.recommendation.model;

import io.storeloop.common.background.BackgroundPriority;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks from time to time for the settings that suit the shop, on a thread of its own, in the
 * process that trains; the trainings that follow use them. They are kept with the models, so that a
 * new process goes on with them.
 */
final class SearchJob implements SmartLifecycle {
  /** Looks for better settings than the given ones. */
  @FunctionalInterface
  interface Search {
    Optional<KernelSettings> run(KernelSettings start) throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(SearchJob.class);
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final Search search;
  private final ModelRegistry registry;
  private final TrainingLease lease;
  private final LogFollowerJob follower;
  private final SearchProperties properties;
  private final KernelSettings configured;
  private final Clock clock;
  private volatile @Nullable KernelSettings found;
  private Instant next;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private @Nullable Thread thread;

  SearchJob(
      Search search,
      ModelRegistry registry,
      TrainingLease lease,
      LogFollowerJob follower,
      SearchProperties properties,
      KernelSettings configured,
      Clock clock) {
    this.search = search;
    this.registry = registry;
    this.lease = lease;
    this.follower = follower;
    this.properties = properties;
    this.configured = configured;
    this.clock = clock;
    this.next = clock.instant().plus(properties.initialDelay());
  }

  /** What to train with: what was found, here or by the process before, or what is configured. */
  KernelSettings settings() {
    if (!properties.enabled()) {
      return configured;
    }
    KernelSettings here = found;
    return here != null
        ? here
        : registry
            .answeringSettings()
            .filter(settings -> settings.search() != null)
            .orElse(configured);
  }

  private void work() {
    BackgroundPriority.take();
    while (running) {
      try {
        if (lease.held() && follower.loaded() && !clock.instant().isBefore(next)) {
          searchOnce();
        }
        if (stopSignal.await(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
          running = false;
        }
      } catch (InterruptedException stopped) {
        running = false;
      } catch (RuntimeException failure) {
        LOG.error("the search for settings failed, the next one is due as usual", failure);
      }
    }
  }

  /** A shop of which too little is known is looked at again after the initial delay. */
  private void searchOnce() throws InterruptedException {
    next = clock.instant().plus(properties.interval());
    Optional<KernelSettings> result = search.run(configured);
    if (result.isPresent()) {
      found = result.get();
      LOG.info("settings were looked for, the next training uses them: {}", found);
    } else {
      next = clock.instant().plus(properties.initialDelay());
    }
  }

  @Override
  public void start() {
    if (properties.enabled()) {
      stopSignal = new CountDownLatch(1);
      running = true;
      thread = Thread.ofPlatform().daemon().name("recommendation-search").start(this::work);
    }
  }

  @Override
  public void stop() {
    running = false;
    stopSignal.countDown();
    Thread started = thread;
    if (started != null) {
      started.interrupt();
      try {
        started.join(STOP_WAIT);
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
