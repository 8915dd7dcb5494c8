package io.storeloop.recommendation.model;

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
 * What answers in this process: the model, how and after which erasure it was learnt, whether it is
 * held by hand, and whether the database knows of it yet.
 *
 * <p>A swap is one volatile write, so no request ever waits or fails. One lock guards what belongs
 * together: who changes it, or decides by it, does so in {@link #deciding}. Thread-safe.
 */
final class AnsweringModel {
  private static final Logger LOG = LoggerFactory.getLogger(AnsweringModel.class);

  /** A model that answers here, and of which the database does not know yet. */
  record Unrecorded(Training training, RecommendationModel model, long erasures) {}

  private final ActiveModel active;
  private final Trainings trainings;
  private final KeptModels kept;
  private final ModelRecorder recorder;
  private final Duration rollbackRest;

  private final ReentrantLock swapping = new ReentrantLock();
  private volatile @Nullable Unrecorded unrecorded;
  private volatile @Nullable Instant pinnedAt;
  private volatile @Nullable KernelSettings settings;
  private long erasures;

  AnsweringModel(
      ActiveModel active,
      Trainings trainings,
      KeptModels kept,
      ModelRecorder recorder,
      Duration rollbackRest) {
    this.active = active;
    this.trainings = trainings;
    this.kept = kept;
    this.recorder = recorder;
    this.rollbackRest = rollbackRest;
  }

  /** Until it is closed, nobody else decides what answers. */
  interface Deciding extends AutoCloseable {
    @Override
    void close();
  }

  /** Begins to decide; waits while somebody else does. */
  Deciding deciding() {
    swapping.lock();
    return swapping::unlock;
  }

  RecommendationModel current() {
    return active.current();
  }

  Clicks clicks() {
    return active.clicks();
  }

  /** How the model was trained; empty while nothing learnt answers. */
  Optional<KernelSettings> settings() {
    return Optional.ofNullable(settings);
  }

  /** What the database does not know of yet, or null. */
  @Nullable Unrecorded unrecorded() {
    return unrecorded;
  }

  /** What the database does not know of from now on; null where it knows everything. */
  void leaveUnrecorded(@Nullable Unrecorded late) {
    unrecorded = late;
  }

  /** Whether somebody went back to an older model, so that none is to be trained unasked. */
  boolean restsSince(Instant now, Duration rest) {
    Instant since = pinnedAt;
    return since != null && now.isBefore(since.plus(rest));
  }

  /**
   * Whether somebody went back to an older model while this one was learnt, or just before: what
   * nobody asked for does not undo that. To be asked while deciding.
   */
  boolean isHeldAgainst(Training done) {
    return done.cause() != Training.Cause.REQUESTED
        && done.cause() != Training.Cause.ERASURE
        && restsSince(done.createdAt(), rollbackRest);
  }

  boolean isHeld() {
    return pinnedAt != null;
  }

  void hold(Optional<Trainings.Answering> named) {
    pinnedAt = named.flatMap(Trainings.Answering::pinnedAt).orElse(null);
  }

  void release() {
    pinnedAt = null;
  }

  /** As the database says, or as it last said while it is away. To be called while deciding. */
  void readHold() {
    try {
      hold(trainings.answering());
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("whether a model is held by hand cannot be read: {}", away.toString());
    }
  }

  /**
   * Puts a model in place; to be called while deciding. One that was learnt from somebody who is
   * erased is not kept beside its successor.
   */
  void swapIn(RecommendationModel model, @Nullable KernelSettings how, long erasuresBefore) {
    if (erasures == recorder.erasures()) {
      kept.keep(active.current());
    }
    RecommendationModel before = active.current();
    active.swapIn(
        before.countsAreWhole() && !model.countsAreWhole() ? model.withCountsOf(before) : model);
    settings = how;
    erasures = erasuresBefore;
  }

  /** Keeps the model, with what was counted for another; to be called while deciding. */
  void takeCountsOf(RecommendationModel other) {
    active.swapIn(active.current().withCountsOf(other));
  }

  /** What was counted for a model that waits: beside what answers, or alone. While deciding. */
  void takeCountsOfWaiting(RecommendationModel waiting) {
    if (active.current().trained()) {
      takeCountsOf(waiting);
    } else {
      active.swapIn(waiting.countsOnly());
    }
  }

  /** What was counted here while another process learns: beside what it learnt, or alone. */
  void takeCounts(ItemCounts counts) {
    try (var _ = deciding()) {
      RecommendationModel current = active.current();
      active.swapIn(
          current.trained() ? current.with(counts) : RecommendationModel.ofCounts(counts));
    }
  }

  /** Whether it was learnt after the last erasure, or nothing learnt answers. */
  boolean isWithoutTheErased() {
    try (var _ = deciding()) {
      return settings == null || erasures == recorder.erasures();
    }
  }

  /** Gives the model the sessions it was read without, if it still answers. */
  void complete(RecommendationModel model, LiveSessions sessions) {
    try (var _ = deciding()) {
      if (active.current() == model) {
        active.swapIn(model.with(sessions));
      }
    }
  }
}
