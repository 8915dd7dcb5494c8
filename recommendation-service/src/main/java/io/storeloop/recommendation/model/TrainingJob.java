package io.storeloop.recommendation.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeloop.common.background.BackgroundPriority;
import io.storeloop.recommendation.gate.Evaluation;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.model.Training.Cause;
import io.storeloop.recommendation.model.TrainingTurns.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Trains in the background, on one thread, and hands what it learnt to the registry. Answers go on
 * with the old model meanwhile. A database that is away costs the record of a run, not the run; a
 * run that fails costs its model, not the thread. Thread-safe.
 */
final class TrainingJob implements SmartLifecycle {
  /** What a run has learnt, judged. */
  record Learned(
      RecommendationModel model,
      KernelSettings settings,
      TrainingCounts counts,
      Evaluation evaluation) {}

  /** Learns and judges the model of a run. */
  @FunctionalInterface
  interface Learner {
    /**
     * Does it all.
     *
     * @param answering the settings of the model that answers, to compare with
     */
    Learned learn(
        Training training, Optional<KernelSettings> answering, Consumer<TrainingProgress> progress)
        throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final TrainingTurns turns;
  private final Learner learner;
  private final Supplier<ItemCounts> counter;
  private final ModelRegistry registry;
  private final TrainingRecord trainings;
  private final Interactions interactions;
  private final Timer timer;
  private volatile boolean running;
  private @Nullable Thread thread;

  /** {@code counter}: counts what needs no proof, over everything there is. */
  TrainingJob(
      TrainingTurns turns,
      Learner learner,
      Supplier<ItemCounts> counter,
      ModelRegistry registry,
      TrainingRecord trainings,
      Interactions interactions,
      MeterRegistry meters) {
    this.turns = turns;
    this.learner = learner;
    this.counter = counter;
    this.registry = registry;
    this.trainings = trainings;
    this.interactions = interactions;
    this.timer = meters.timer("storeloop.recommendation.training");
  }

  private void work() {
    BackgroundPriority.take();
    while (running) {
      try {
        switch (turns.await()) {
          case Turn.Train(Training training) -> train(training);
          case Turn.Count turn -> count(turn);
          case Turn.Rest rest -> {}
        }
      } catch (InterruptedException stopped) {
        running = false;
      } catch (Throwable failure) {
        LOG.error("a training broke off, the next one is due as usual", failure);
      }
    }
  }

  private void train(Training training) throws InterruptedException {
    if (training.cause() != Cause.REQUESTED) {
      trainings.trySave(training);
    }
    long from = System.nanoTime();
    long seen = interactions.appliedInteractions();
    Training done = training.failed("it broke off", 0);
    try {
      done = run(training, from);
      timer.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
    } finally {
      turns.finish(done, seen, since(from));
    }
  }

  private Training run(Training training, long from) throws InterruptedException {
    long erasures = registry.erasures();
    try (Clicks.Recording clicks = registry.clicks().record()) {
      Learned learned = learner.learn(training, registry.answeringSettings(), turns::progress);
      clicks.replayInto(learned.model().learnt().sessions());
      Training done =
          training.learned(
              learned.settings(), learned.counts(), learned.evaluation(), seconds(from));
      return registry.register(done, learned.model(), erasures);
    } catch (RuntimeException | Error failure) {
      LOG.error("training {} failed", training.version(), failure);
      Training failed = training.failed("see the log of this time", seconds(from));
      trainings.trySave(failed);
      return failed;
    }
  }

  private void count(Turn.Count turn) {
    long from = System.nanoTime();
    long seen = interactions.appliedInteractions();
    try {
      ItemCounts counts = counter.get();
      if (turns.holds(turn)) {
        registry.serveCounts(counts);
      }
      turns.finishCount(turn, seen, since(from));
    } catch (RuntimeException | Error failure) {
      turns.failCount();
      throw failure;
    }
  }

  private static Duration since(long from) {
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private static double seconds(long from) {
    return since(from).toNanos() / 1e9;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("recommendation-training").start(this::work);
  }

  @Override
  public void stop() {
    running = false;
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
