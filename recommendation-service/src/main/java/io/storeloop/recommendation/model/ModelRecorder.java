package io.storeloop.recommendation.model;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Puts trainings and snapshots on record, as far as the database is there, and sees to it that no
 * snapshot outlives the erasure of somebody it was learnt from. Thread-safe.
 */
final class ModelRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRecorder.class);

  private final Trainings trainings;
  private final JdbcSnapshots snapshots;
  private final int keepSnapshots;
  private final AtomicLong erasures = new AtomicLong();

  ModelRecorder(Trainings trainings, JdbcSnapshots snapshots, int keepSnapshots) {
    this.trainings = trainings;
    this.snapshots = snapshots;
    this.keepSnapshots = keepSnapshots;
  }

  /** How many erasures there were so far: what was read before one may hold who is gone. */
  long erasures() {
    return erasures.get();
  }

  /** Deletes all snapshots; how many there were. */
  int erase() {
    erasures.incrementAndGet();
    return snapshots.deleteAll();
  }

  /**
   * Writes record and snapshot; a snapshot that would hold an erased shopper is not kept.
   *
   * @return whether the database was there
   */
  boolean tryRecord(Training done, @Nullable RecommendationModel toStore, long erasuresBefore) {
    return tryNote(
        "what it learnt",
        () -> {
          trainings.save(done);
          if (toStore != null && erasures.get() == erasuresBefore) {
            store(toStore, erasuresBefore);
          }
        });
  }

  private void store(RecommendationModel model, long erasuresBefore) {
    try {
      JdbcSnapshots.Stored stored = snapshots.write(model);
      LOG.debug("snapshot of model {}: {}", model.version(), stored);
      snapshots.keepLatest(keepSnapshots);
    } catch (UncheckedIOException tooLarge) {
      LOG.warn("no snapshot is kept: {}", String.valueOf(tooLarge.getCause()));
    }
    if (erasures.get() != erasuresBefore) {
      int deleted = snapshots.deleteAll();
      LOG.info("{} snapshots deleted that an erasure had overtaken", deleted);
    }
  }

  /** Notes something if the database is there, and says whether it was. */
  boolean tryNote(String what, Runnable note) {
    try {
      note.run();
      return true;
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("a model answers, but {} is not on record: {}", what, away.toString());
      return false;
    }
  }
}
