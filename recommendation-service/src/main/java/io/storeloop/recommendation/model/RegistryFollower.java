package io.storeloop.recommendation.model;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does here what other processes have decided, and notes late what this one has decided while the
 * database was away. Thread-safe.
 */
final class RegistryFollower {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryFollower.class);

  /** Snapshots tried at the start when the one of the model that answered cannot be read. */
  private static final int TRIED = 10;

  private final AnsweringModel answering;
  private final Trainings trainings;
  private final KeptModels kept;
  private final ModelRecorder recorder;
  private volatile boolean looked;

  RegistryFollower(
      AnsweringModel answering, Trainings trainings, KeptModels kept, ModelRecorder recorder) {
    this.answering = answering;
    this.trainings = trainings;
    this.kept = kept;
    this.recorder = recorder;
  }

  /** The model that the database names answers here, too. */
  void follow() {
    if (recordUnrecorded()) {
      followAnswering();
      looked = true;
    }
  }

  /** Whether it is known which model answered last, and whether it is held by hand. */
  boolean looked() {
    return looked;
  }

  private boolean recordUnrecorded() {
    AnsweringModel.Unrecorded late = answering.unrecorded();
    if (late == null) {
      return true;
    }
    Training training = late.training();
    if (!recorder.tryRecord(training, late.model(), late.erasures())) {
      return false;
    }
    try (var _ = answering.deciding()) {
      AnsweringModel.Unrecorded now = answering.unrecorded();
      if (!late.equals(now)) {
        return now == null; // a newer one answers, or somebody chose another
      }
      answering.readHold();
      boolean noted =
          answering.isHeldAgainst(training)
              || recorder.tryNote(
                  "that it answers", () -> trainings.activate(training.version(), false));
      answering.leaveUnrecorded(noted ? null : late);
      return noted;
    }
  }

  private void followAnswering() {
    Optional<Trainings.Answering> named;
    try (var _ = answering.deciding()) {
      named = trainings.answering();
      if (answering.unrecorded() != null) {
        return; // this process has decided meanwhile, and notes it the next time
      }
      answering.hold(named);
    }
    if (named.isEmpty()) {
      withdraw();
    } else if (!named.get().version().equals(answering.current().version())) {
      adopt(named.get().version());
    }
  }

  /** What has no successor: another process found that nothing learnt is good enough. */
  private void withdraw() {
    try (var _ = answering.deciding()) {
      RecommendationModel current = answering.current();
      if (current.proof() != Proof.REJECTED
          && current.trained()
          && answering.unrecorded() == null
          && trainings.answering().isEmpty()) {
        answering.swapIn(current.countsOnly(), null, recorder.erasures());
      }
    }
  }

  private void adopt(String version) {
    Optional<Training> training = trainings.find(version);
    if (training.isEmpty() || !kept.has(training.get())) {
      return; // erased meanwhile: its successor is being trained
    }
    long erasuresBefore = recorder.erasures();
    try {
      RecommendationModel model = kept.load(training.get());
      try (var _ = answering.deciding()) {
        if (answering.unrecorded() == null
            && trainings.answering().filter(now -> now.version().equals(version)).isPresent()) {
          answering.swapIn(model, training.get().settings(), erasuresBefore);
          LOG.info("model {} answers, as the registry says", version);
        }
      }
    } catch (CorruptSnapshotException corrupt) {
      kept.refuse(version, corrupt);
      startWithOlder();
    } catch (ForeignSnapshotException foreign) {
      kept.passOver(version, foreign);
    } catch (IOException e) {
      LOG.warn("model {} cannot be loaded: {}", version, e.toString());
    }
  }

  /** The latest model that can be read, if nothing answers yet. */
  private void startWithOlder() {
    for (Training older : trainings.loadable(TRIED)) {
      if (answering.current().trained()) {
        return;
      }
      long erasuresBefore = recorder.erasures();
      try {
        RecommendationModel model = kept.load(older);
        try (var _ = answering.deciding()) {
          if (answering.unrecorded() != null || trainings.answering().isPresent()) {
            return; // decided meanwhile
          }
          trainings.activate(older.version(), false);
          answering.swapIn(model, older.settings(), erasuresBefore);
          LOG.info("model {} answers instead", older.version());
        }
      } catch (CorruptSnapshotException corrupt) {
        kept.refuse(older.version(), corrupt);
      } catch (IOException e) {
        LOG.warn("model {} cannot be loaded: {}", older.version(), e.toString());
      }
    }
  }
}
