package io.storeloop.recommendation.model;

import io.storeloop.common.events.EventCursor;
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
 * @param failure what went wrong, if it failed
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
    @Nullable String failure) {

  /** How far it is. */
  public enum State {
    TRAINING,
    READY,
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
        null);
  }

  Training ready(TrainingCounts measured, double took) {
    return new Training(
        version,
        State.READY,
        cause,
        createdAt,
        trainedThrough,
        settings,
        measured,
        took,
        true,
        null);
  }

  Training failed(String why, double took) {
    return new Training(
        version,
        State.FAILED,
        cause,
        createdAt,
        trainedThrough,
        settings,
        counts,
        took,
        false,
        why);
  }
}
