package io.storeloop.profile.training;

import io.storeloop.common.background.BackgroundPriority;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs trainings of a kind one after the other, on one thread of their own so that requests are not
 * starved. Each ends finished or failed, unless the database is away: then it is found silent.
 * Thread-safe.
 */
public final class TrainingThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingThread.class);
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration BEAT = JdbcTrainings.SILENCE.dividedBy(5);

  private final JdbcTrainings trainings;
  private final Duration beat;

  /** One thread: Smile works in the pool it is called from. */
  private final ForkJoinPool pool = new ForkJoinPool(1);

  /** One try at a training, from reading shoppers to storing what was learned of them. */
  @FunctionalInterface
  public interface Attempt {
    /**
     * Learns.
     *
     * @param forgotten {@link JdbcTrainings#forgotten} before anybody is read
     * @return whether it is stored; not if a shopper was forgotten meanwhile
     */
    boolean isStored(long forgotten) throws InsufficientEvidence;
  }

  public TrainingThread(JdbcTrainings trainings) {
    this(trainings, BEAT);
  }

  /** {@code beat} is how often a training says that it is alive. */
  TrainingThread(JdbcTrainings trainings, Duration beat) {
    this.trainings = trainings;
    this.beat = beat;
  }

  /**
   * Runs a training that has begun, as soon as there is time. Where a shopper is forgotten
   * meanwhile it learns again, without them. One that comes while this stops has failed.
   */
  public void start(UUID training, Attempt attempt) {
    try {
      pool.execute(() -> run(training, attempt));
    } catch (RejectedExecutionException closing) {
      trainings.fail(training, new TrainingFailure("interrupted", "the process was about to stop"));
    }
  }

  private void run(UUID training, Attempt attempt) {
    BackgroundPriority.take();
    try (Heartbeat beating = Heartbeat.of(() -> trainings.beat(training), beat)) {
      boolean stored = false;
      for (int attempts = 0; attempts < MOST_ATTEMPTS && !stored; attempts++) {
        stored = attempt.isStored(trainings.forgotten());
      }
      if (!stored) {
        trainings.fail(
            training,
            new TrainingFailure(
                "shoppers_forgotten",
                "shoppers were forgotten during each of %d attempts; train again"
                    .formatted(MOST_ATTEMPTS)));
      }
    } catch (InsufficientEvidence e) {
      trainings.fail(
          training, new TrainingFailure("insufficient_evidence", String.valueOf(e.getMessage())));
    } catch (RuntimeException | Error e) {
      // errors, too: nobody else looks at what ends on this thread
      LOG.error("the training {} failed", training, e);
      trainings.fail(
          training, new TrainingFailure("internal_error", "this is our fault; it has been logged"));
    }
  }

  /** A training still running is left behind and found silent later. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
