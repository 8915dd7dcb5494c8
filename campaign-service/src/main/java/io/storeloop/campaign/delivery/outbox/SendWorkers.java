package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.delivery.DeliveryProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The threads that empty the outbox; several processes may have some. */
@Component
class SendWorkers implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SendWorkers.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final Dispatcher dispatcher;
  private final DeliveryProperties properties;
  private final Clock clock;
  private final List<Thread> threads = new ArrayList<>();
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;

  SendWorkers(Dispatcher dispatcher, DeliveryProperties properties, Clock clock) {
    this.dispatcher = dispatcher;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void start() {
    stopSignal = new CountDownLatch(1);
    running = true;
    for (int i = 0; i < properties.workers(); i++) {
      threads.add(Thread.ofVirtual().name("send-" + i).start(this::work));
    }
  }

  private void work() {
    while (running) {
      boolean busy = false;
      try {
        busy = dispatcher.step(clock.instant());
      } catch (RuntimeException away) {
        LOG.warn("the outbox could not be read, trying again: {}", away.getClass().getName());
      }
      if (!busy) {
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (stopSignal.await(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
        running = false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  @Override
  public void stop() {
    running = false;
    stopSignal.countDown();
    for (Thread thread : threads) {
      try {
        thread.join(STOP_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
