package io.storeloop.profile.predictor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The moments from which a model learns what follows: the latest whose horizon is over, and earlier
 * ones.
 */
public final class TrainingCuts {
  /** Earlier moments teach about the same customers again, and about other seasons. */
  private static final int MOST = 6;

  /** Between two moments at least, as a share of the horizon. */
  private static final double STEP_SHARE = 0.25;

  /** 52 weeks, so that the days of the week are the same. */
  static final Duration YEAR = Duration.ofDays(364);

  private TrainingCuts() {}

  /**
   * The latest first.
   *
   * @param first of anything that is known
   * @param now before which all answers must lie
   */
  public static List<Instant> of(Instant first, Instant now, Duration horizon) {
    Instant earliest = first.plus(horizon.dividedBy(2));
    Duration step = Duration.ofMillis((long) (horizon.toMillis() * STEP_SHARE));
    List<Instant> cuts = new ArrayList<>();
    for (Instant cut = now.minus(horizon);
        cuts.size() < MOST && !cut.isBefore(earliest);
        cut = cut.minus(step)) {
      cuts.add(cut);
    }
    return cuts;
  }

  /**
   * A year before now, and before the latest moment of {@link #of}: what shows how the season moves
   * the level. Empty if the log was younger than a horizon then, when all customers look new, or
   * what came of it is not over.
   *
   * @param now at which the model will be asked
   */
  static List<Instant> yearBefore(Instant first, Instant now, Duration horizon) {
    Instant then = now.minus(YEAR);
    Instant before = then.minus(horizon);
    return horizon.compareTo(YEAR) > 0 || before.isBefore(first.plus(horizon))
        ? List.of()
        : List.of(then, before);
  }
}
