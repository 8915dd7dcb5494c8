package io.storeloop.recommendation.model;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Notes runs; a database that is away costs the note, and nothing else. */
final class TrainingRecord {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRecord.class);

  private final Trainings trainings;

  TrainingRecord(Trainings trainings) {
    this.trainings = trainings;
  }

  /** Notes a run, or fails as the database does. */
  void save(Training training) {
    trainings.save(training);
  }

  void trySave(Training training) {
    try {
      trainings.save(training);
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("training {} is not on record: {}", training.version(), away.toString());
    } catch (RuntimeException failure) {
      LOG.error("training {} is not on record", training.version(), failure);
    }
  }
}
