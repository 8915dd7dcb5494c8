package io.storeloop.recommendation.model;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which model answers: puts trained ones in place, goes back to older ones, follows what other
 * processes decide, and finds a model to start with.
 *
 * <p>The database decides; while it is away this process decides for itself and notes it later.
 * Thread-safe.
 */
final class ModelRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

  private final Trainings trainings;
  private final KeptModels kept;
  private final ModelRecorder recorder;
  private final AnsweringModel answering;
  private final RegistryFollower follower;

  ModelRegistry(
      ActiveModel active,
      Trainings trainings,
      JdbcSnapshots snapshots,
      RegistryProperties properties) {
    this.trainings = trainings;
    this.kept = new KeptModels(active, trainings, snapshots, properties.keepInMemory());
    this.recorder = new ModelRecorder(trainings, snapshots, properties.keepSnapshots());
    this.answering =
        new AnsweringModel(active, trainings, kept, recorder, properties.rollbackRest());
    this.follower = new RegistryFollower(answering, trainings, kept, recorder);
  }

  /** How many erasures there were so far: what was read before one may hold who is gone. */
  long erasures() {
    return recorder.erasures();
  }

  Clicks clicks() {
    return answering.clicks();
  }

  /** How the model that answers was trained; empty while nothing learnt answers. */
  Optional<KernelSettings> answeringSettings() {
    return answering.settings();
  }

  /** Whether somebody went back to an older model, so that none is to be trained unasked. */
  boolean restsSince(Instant now, Duration rest) {
    return answering.restsSince(now, rest);
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
    try (var _ = answering.deciding()) {
      if (answering.unrecorded() == null) {
        answering.readHold();
      }
      if (answering.isHeldAgainst(done)) {
        LOG.info("model {} waits, since an older one is held by hand", done.version());
        answering.takeCountsOfWaiting(model);
        return done.answering(false);
      }
      if (answers) {
        putInPlace(done, model, erasuresBefore, recorded);
      } else {
        serveCountsOf(model, done.cause());
      }
    }
    return done.answering(answers);
  }

  /** What is proven gives way to what is proven; an erased shopper leaves whatever else happens. */
  private boolean mayAnswer(RecommendationModel model, Training.Cause cause) {
    return switch (model.proof()) {
      case PROVEN -> true;
      case UNPROVEN ->
          answering.current().proof() != Proof.PROVEN || cause == Training.Cause.ERASURE;
      case REJECTED -> false;
    };
  }

  private void putInPlace(
      Training done, RecommendationModel model, long erasuresBefore, boolean recorded) {
    boolean pin = done.cause() == Training.Cause.ERASURE && answering.isHeld();
    boolean noted =
        recorder.tryNote("that it answers", () -> trainings.activate(done.version(), pin));
    if (!pin) {
      answering.release();
    }
    answering.leaveUnrecorded(
        recorded && noted ? null : new AnsweringModel.Unrecorded(done, model, erasuresBefore));
    answering.swapIn(model, done.settings(), erasuresBefore);
  }

  private void serveCountsOf(RecommendationModel model, Training.Cause cause) {
    if (answering.current().proof() == Proof.PROVEN && cause != Training.Cause.ERASURE) {
      answering.takeCountsOf(model);
    } else {
      var noted = recorder.tryNote("that no model answers", trainings::deactivate);
      LOG.info("nothing learnt answers now, counts alone do; on record: {}", noted);
      answering.swapIn(model.countsOnly(), null, recorder.erasures());
    }
  }

  /** What was counted here while another process learns: beside what it learnt, or alone. */
  void serveCounts(ItemCounts counts) {
    answering.takeCounts(counts);
  }

  /** Whether the model that answers was learnt after the last erasure, or nothing learnt does. */
  boolean answersWithoutTheErased() {
    return answering.isWithoutTheErased();
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
      try (var _ = answering.deciding()) {
        boolean older =
            trainings.loadable(1).stream()
                .anyMatch(newest -> newest.version().compareTo(version) > 0);
        trainings.activate(version, older);
        answering.leaveUnrecorded(null);
        answering.hold(trainings.answering());
        answering.swapIn(model, training.settings(), erasuresBefore);
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
    follower.follow();
  }

  /** Whether it is known which model answered last, and whether it is held by hand. */
  boolean looked() {
    return follower.looked();
  }

  /**
   * Deletes everything kept that may hold what an erased shopper did, except the model that
   * answers, which its successor replaces.
   *
   * @return how many snapshots there were
   */
  int forgetShoppers() {
    try (var _ = answering.deciding()) {
      int deleted = recorder.erase();
      kept.forget();
      return deleted;
    }
  }

  /** Gives the model that answers the sessions it was read without. */
  void complete(RecommendationModel model, LiveSessions sessions) {
    answering.complete(model, sessions);
  }
}
