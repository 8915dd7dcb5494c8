package io.storeloop.recommendation.model;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that can be gone back to: the one that answers, those still in memory, and those with a
 * snapshot. Thread-safe.
 */
final class KeptModels {
  private static final Logger LOG = LoggerFactory.getLogger(KeptModels.class);

  private final ActiveModel active;
  private final Trainings trainings;
  private final JdbcSnapshots snapshots;
  private final RecentModels recent;
  private volatile String notForUs = "";

  /** {@code inMemory}: how many that answered before are kept in memory. */
  KeptModels(ActiveModel active, Trainings trainings, JdbcSnapshots snapshots, int inMemory) {
    this.active = active;
    this.trainings = trainings;
    this.snapshots = snapshots;
    this.recent = new RecentModels(inMemory);
  }

  /** Whether there is anything to load. */
  boolean has(Training training) {
    return training.snapshotBytes() != null || recent.find(training.version()) != null;
  }

  /**
   * The model of a run.
   *
   * @throws CorruptSnapshotException if its snapshot is not what was written
   * @throws ForeignSnapshotException if it is not for this process to read
   * @throws IOException if it is not kept any more
   */
  RecommendationModel load(Training training) throws IOException {
    String version = training.version();
    if (active.current().version().equals(version)) {
      return active.current();
    }
    RecommendationModel known = recent.find(version);
    if (known != null) {
      return known;
    }
    if (training.snapshotBytes() == null || training.checksum() == null) {
      throw new IOException("the snapshot of model %s is not kept any more".formatted(version));
    }
    return snapshots.read(
        version, new JdbcSnapshots.Stored(training.checksum(), training.snapshotBytes()));
  }

  /** Puts on record that a snapshot is broken, so that nobody tries it again. */
  void refuse(String version, CorruptSnapshotException corrupt) {
    LOG.error("the snapshot of model {} is refused: {}", version, corrupt.getMessage());
    trainings.refuse(version, "the snapshot is refused: " + corrupt.getMessage());
  }

  /** The others may read it, so nothing is decided for them; said once per model. */
  void passOver(String version, ForeignSnapshotException foreign) {
    if (!notForUs.equals(version)) {
      notForUs = version;
      LOG.warn("the snapshot of model {} is not for us: {}", version, foreign.getMessage());
    }
  }

  void keep(RecommendationModel model) {
    recent.keep(model);
  }

  /** Drops what is in memory, except the model that answers. */
  void forget() {
    recent.clear();
  }
}
