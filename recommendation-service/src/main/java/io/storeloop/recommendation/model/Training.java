package io.storeloop.recommendation.model;

import io.storeloop.common.events.EventCursor;
import io.storeloop.recommendation.gate.Evaluation;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One training run, from its beginning.
 *
 * @param version of the model it makes
 * @param cause why it was started
 * @param trainedThrough every event up to this place of the log took part; later ones may have
 * @param seconds how long it took; absent while it runs
 * @param active whether its model answers now
 * @param pinnedAt when somebody activated it by hand although there was a newer one
 * @param failure what went wrong, if it failed
 * @param evaluation how it compares with the plain baselines; absent until it has been judged
 * @param checksum SHA-256 of its snapshot, in hexadecimal digits; absent if none was ever written
 * @param snapshotBytes size of the snapshot; absent when there is none
 * @param progress how far it is; absent once it has ended
 */
public record Training(
    String version,
    State state,
    Cause cause,
    Instant createdAt,
    EventCursor trainedThrough,
    KernelSettings settings,
    TrainingCounts counts,
    @Nullable Double seconds,
    boolean active,
    @Nullable Instant pinnedAt,
    @Nullable String failure,
    @Nullable Evaluation evaluation,
    @Nullable String checksum,
    @Nullable Long snapshotBytes,
    @Nullable TrainingProgress progress) {

  /** How far it is. */
  public enum State {
    TRAINING,
    /** Its model may answer. */
    READY,
    /** Its model is no better than the plain baselines, so it does not answer. */
    REJECTED,
    FAILED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why a training starts. */
  public enum Cause {
    FIRST_DATA,
    NEW_INTERACTIONS,
    INTERVAL,
    REQUESTED,
    /** A shopper was erased. */
    ERASURE;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Training begun(
      String version, Cause cause, Instant now, EventCursor through, KernelSettings settings) {
    return new Training(
        version,
        State.TRAINING,
        cause,
        now,
        through,
        settings,
        TrainingCounts.NONE,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        TrainingProgress.BEGUN);
  }

  Training at(TrainingProgress reached) {
    return ended(state, settings, counts, seconds, failure, evaluation).with(active, reached);
  }

  /** Its model may answer, or the evaluation says why not. */
  Training learned(KernelSettings used, TrainingCounts measured, Evaluation judged, double took) {
    State end = judged.verdict() == Evaluation.Verdict.REJECTED ? State.REJECTED : State.READY;
    return ended(end, used, measured, took, null, judged);
  }

  Training failed(String why, double took) {
    return ended(State.FAILED, settings, counts, took, why, evaluation);
  }

  Training answering(boolean now) {
    return with(now, progress);
  }

  private Training ended(
      State end,
      KernelSettings used,
      TrainingCounts measured,
      @Nullable Double took,
      @Nullable String why,
      @Nullable Evaluation judged) {
    return new Training(
        version,
        end,
        cause,
        createdAt,
        trainedThrough,
        used,
        measured,
        took,
        active,
        pinnedAt,
        why,
        judged,
        checksum,
        snapshotBytes,
        null);
  }

  private Training with(boolean nowActive, @Nullable TrainingProgress reached) {
    return new Training(
        version,
        state,
        cause,
        createdAt,
        trainedThrough,
        settings,
        counts,
        seconds,
        nowActive,
        pinnedAt,
        failure,
        evaluation,
        checksum,
        snapshotBytes,
        reached);
  }
}
