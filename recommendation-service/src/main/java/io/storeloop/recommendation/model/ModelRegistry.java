package io.storeloop.recommendation.model;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Which model answers: puts trained ones in place, goes back to older ones, follows what other
 * processes decide, and finds a model to start with.
 *
 * <p>The database decides; while it is away this process decides for itself and notes it later. A
 * swap is one volatile write, so no request ever waits or fails. Thread-safe.
 */
final class ModelRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

  /** Snapshots tried at the start when the one of the model that answered cannot be read. */
  private static final int TRIED = 10;

  /** A model that answers here, and of which the database does not know yet. */
  private record Unrecorded(Training training, RecommendationModel model, long erasures) {}

  private final ActiveModel active;
  private final Trainings trainings;
  private final KeptModels kept;
  private final ModelRecorder recorder;
  private final Duration rollbackRest;

  private final ReentrantLock swapping = new ReentrantLock();
  private volatile @Nullable Unrecorded unrecorded;
  private volatile @Nullable Instant pinnedAt;
  private volatile boolean looked;
  private volatile @Nullable KernelSettings answeringSettings;
  private long answeringErasures;

  ModelRegistry(
      ActiveModel active,
      Trainings trainings,
      JdbcSnapshots snapshots,
      RegistryProperties properties) {
    this.active = active;
    this.trainings = trainings;
    this.kept = new KeptModels(active, trainings, snapshots, properties.keepInMemory());
    this.recorder = new ModelRecorder(trainings, snapshots, properties.keepSnapshots());
    this.rollbackRest = properties.rollbackRest();
  }

  /** How many erasures there were so far: what was read before one may hold who is gone. */
  long erasures() {
    return recorder.erasures();
  }

  Clicks clicks() {
    return active.clicks();
  }

  /** How the model that answers was trained; empty while nothing learnt answers. */
  Optional<KernelSettings> answeringSettings() {
    return Optional.ofNullable(answeringSettings);
  }

  /** Whether somebody went back to an older model, so that none is to be trained unasked. */
  boolean restsSince(Instant now, Duration rest) {
    Instant since = pinnedAt;
    return since != null && now.isBefore(since.plus(rest));
  }

  /**
   * Whether somebody went back to an older model while this one was learnt, or just before: what
   * nobody asked for does not undo that. To be asked under the lock.
   */
  private boolean isHeldBack(Training done) {
    return done.cause() != Training.Cause.REQUESTED
        && done.cause() != Training.Cause.ERASURE
        && restsSince(done.createdAt(), rollbackRest);
  }

  /** As the database says, or as it last said while it is away. To be called under the lock. */
  private void readPin() {
    try {
      pinnedAt = trainings.answering().flatMap(Trainings.Answering::pinnedAt).orElse(null);
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("whether a model is held by hand cannot be read: {}", away.toString());
    }
  }

  /**
   * Takes in what a training has made: the model answers if it may; otherwise its counts do, beside
   * a model that has proven itself or is held by hand, or alone.
   *
   * @param erasuresBefore as {@link #erasures()} said before the histories were read
   */
  Training register(Training done, RecommendationModel model, long erasuresBefore) {
    boolean answers = mayAnswer(model, done.cause());
    boolean recorded = recorder.tryRecord(done, answers ? model : null, erasuresBefore);
    swapping.lock();
    try {
      if (unrecorded == null) {
        readPin();
      }
      if (isHeldBack(done)) {
        LOG.info("model {} waits, since an older one is held by hand", done.version());
        serveCountsBesideHeld(model);
        return done.answering(false);
      }
      if (answers) {
        boolean pin = done.cause() == Training.Cause.ERASURE && pinnedAt != null;
        recorded &=
            recorder.tryNote("that it answers", () -> trainings.activate(done.version(), pin));
        pinnedAt = pin ? pinnedAt : null;
        unrecorded = recorded ? null : new Unrecorded(done, model, erasuresBefore);
        swapIn(model, done.settings(), erasuresBefore);
      } else {
        serveCountsOf(model, done.cause());
      }
    } finally {
      swapping.unlock();
    }
    return done.answering(answers);
  }

  /** What is proven gives way to what is proven; an erased shopper leaves whatever else happens. */
  private boolean mayAnswer(RecommendationModel model, Training.Cause cause) {
    return switch (model.proof()) {
      case PROVEN -> true;
      case UNPROVEN -> active.current().proof() != Proof.PROVEN || cause == Training.Cause.ERASURE;
      case REJECTED -> false;
    };
  }

  /** What was counted here while another process learns: beside what it learnt, or alone. */
  void serveCounts(ItemCounts counts) {
    swapping.lock();
    try {
      RecommendationModel current = active.current();
      active.swapIn(
          current.trained() ? current.with(counts) : RecommendationModel.ofCounts(counts));
    } finally {
      swapping.unlock();
    }
  }

  /** Whether the model that answers was learnt after the last erasure, or nothing learnt does. */
  boolean answersWithoutTheErased() {
    swapping.lock();
    try {
      return answeringSettings == null || answeringErasures == recorder.erasures();
    } finally {
      swapping.unlock();
    }
  }

  private void serveCountsBesideHeld(RecommendationModel model) {
    RecommendationModel current = active.current();
    active.swapIn(current.trained() ? current.withCountsOf(model) : model.countsOnly());
  }

  private void serveCountsOf(RecommendationModel model, Training.Cause cause) {
    RecommendationModel current = active.current();
    if (current.proof() == Proof.PROVEN && cause != Training.Cause.ERASURE) {
      active.swapIn(current.withCountsOf(model));
    } else {
      var noted = recorder.tryNote("that no model answers", trainings::deactivate);
      LOG.info("nothing learnt answers now, counts alone do; on record: {}", noted);
      swapIn(model.countsOnly(), null, recorder.erasures());
    }
  }

  /** Has a model of the record answer. */
  Activation activate(String version) {
    Optional<Training> known = trainings.find(version);
    if (known.isEmpty()) {
      return new Activation.Unknown();
    }
    Training training = known.get();
    if (training.state() != Training.State.READY) {
      return refusal(training);
    }
    long erasuresBefore = erasures();
    try {
      RecommendationModel model = kept.load(training);
      swapping.lock();
      try {
        boolean older =
            trainings.loadable(1).stream()
                .anyMatch(newest -> newest.version().compareTo(version) > 0);
        trainings.activate(version, older);
        unrecorded = null;
        pinnedAt = trainings.answering().flatMap(Trainings.Answering::pinnedAt).orElse(null);
        swapIn(model, training.settings(), erasuresBefore);
      } finally {
        swapping.unlock();
      }
      return new Activation.Done(trainings.find(version).orElse(training));
    } catch (CorruptSnapshotException corrupt) {
      kept.refuse(version, corrupt);
      return new Activation.Refused(
          "snapshot_corrupt",
          "the snapshot of model %s: %s".formatted(version, corrupt.getMessage()));
    } catch (ForeignSnapshotException foreign) {
      return new Activation.Refused(
          "snapshot_unsupported",
          "the snapshot of model %s: %s".formatted(version, foreign.getMessage()));
    } catch (IOException gone) {
      return new Activation.Refused("snapshot_gone", String.valueOf(gone.getMessage()));
    }
  }

  private static Activation refusal(Training training) {
    return training.state() == Training.State.REJECTED
        ? new Activation.Refused(
            "model_rejected",
            "model %s does not beat the plain baselines; its evaluation says why"
                .formatted(training.version()))
        : new Activation.Refused(
            "model_not_ready",
            "model %s is %s".formatted(training.version(), training.state().wireName()));
  }

  /**
   * Does what other processes have decided: the model that the database names answers here, too.
   */
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

  private void followAnswering() {
    Optional<Trainings.Answering> named;
    swapping.lock();
    try {
      named = trainings.answering();
      if (unrecorded != null) {
        return; // this process has decided meanwhile, and notes it the next time
      }
      pinnedAt = named.flatMap(Trainings.Answering::pinnedAt).orElse(null);
    } finally {
      swapping.unlock();
    }
    if (named.isEmpty()) {
      withdraw();
    } else if (!named.get().version().equals(active.current().version())) {
      adopt(named.get().version());
    }
  }

  /** What has no successor: another process found that nothing learnt is good enough. */
  private void withdraw() {
    swapping.lock();
    try {
      RecommendationModel current = active.current();
      if (current.proof() != Proof.REJECTED
          && current.trained()
          && unrecorded == null
          && trainings.answering().isEmpty()) {
        swapIn(current.countsOnly(), null, recorder.erasures());
      }
    } finally {
      swapping.unlock();
    }
  }

  private void adopt(String version) {
    Optional<Training> training = trainings.find(version);
    if (training.isEmpty() || !kept.has(training.get())) {
      return; // erased meanwhile: its successor is being trained
    }
    long erasuresBefore = erasures();
    try {
      RecommendationModel model = kept.load(training.get());
      swapping.lock();
      try {
        if (unrecorded == null
            && trainings.answering().filter(now -> now.version().equals(version)).isPresent()) {
          swapIn(model, training.get().settings(), erasuresBefore);
          LOG.info("model {} answers, as the registry says", version);
        }
      } finally {
        swapping.unlock();
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
      if (active.current().trained()) {
        return;
      }
      long erasuresBefore = erasures();
      try {
        RecommendationModel model = kept.load(older);
        swapping.lock();
        try {
          if (unrecorded != null || trainings.answering().isPresent()) {
            return; // decided meanwhile
          }
          trainings.activate(older.version(), false);
          swapIn(model, older.settings(), erasuresBefore);
          LOG.info("model {} answers instead", older.version());
        } finally {
          swapping.unlock();
        }
      } catch (CorruptSnapshotException corrupt) {
        kept.refuse(older.version(), corrupt);
      } catch (IOException e) {
        LOG.warn("model {} cannot be loaded: {}", older.version(), e.toString());
      }
    }
  }

  private boolean recordUnrecorded() {
    Unrecorded late = unrecorded;
    if (late == null) {
      return true;
    }
    Training training = late.training();
    if (!recorder.tryRecord(training, late.model(), late.erasures())) {
      return false;
    }
    swapping.lock();
    try {
      if (!late.equals(unrecorded)) {
        return unrecorded == null; // a newer one answers, or somebody chose another
      }
      readPin();
      boolean noted =
          isHeldBack(training)
              || recorder.tryNote(
                  "that it answers", () -> trainings.activate(training.version(), false));
      unrecorded = noted ? null : late;
      return noted;
    } finally {
      swapping.unlock();
    }
  }

  /**
   * Deletes everything kept that may hold what an erased shopper did, except the model that
   * answers, which its successor replaces.
   *
   * @return how many snapshots there were
   */
  int forgetShoppers() {
    swapping.lock();
    try {
      int deleted = recorder.erase();
      kept.forget();
      return deleted;
    } finally {
      swapping.unlock();
    }
  }

  /** Gives the model that answers the sessions it was read without. */
  void complete(RecommendationModel model, LiveSessions sessions) {
    swapping.lock();
    try {
      if (active.current() == model) {
        active.swapIn(model.with(sessions));
      }
    } finally {
      swapping.unlock();
    }
  }

  /** A model that was learnt from somebody who is erased is not kept beside its successor. */
  private void swapIn(
      RecommendationModel model, @Nullable KernelSettings settings, long erasuresBefore) {
    if (answeringErasures == recorder.erasures()) {
      kept.keep(active.current());
    }
    RecommendationModel before = active.current();
    active.swapIn(
        before.countsAreWhole() && !model.countsAreWhole() ? model.withCountsOf(before) : model);
    answeringSettings = settings;
    answeringErasures = erasuresBefore;
  }
}
