package io.storeloop.profile.predictor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
   * A year before now and before the moments that {@link #of} gives, as far as something was known
   * by then and the answer is over: what shows how the level moves with the season.
   *
   * @param now at which the model will be asked
   */
  static List<Instant> yearBefore(Instant first, Instant now, Duration horizon) {
    Instant earliest = first.plus(horizon.dividedBy(2));
    return horizon.compareTo(YEAR) > 0
        ? List.of()
        : Stream.concat(Stream.of(now), of(first, now, horizon).stream())
            .map(moment -> moment.minus(YEAR))
            .filter(moment -> !moment.isBefore(earliest))
            .toList();
  }
}
