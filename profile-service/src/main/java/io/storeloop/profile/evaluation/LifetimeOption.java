package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.common.evaluation.Moments;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a purchase log is to be judged.
 *
 * @param cut last day that is learnt from, as an epoch day
 * @param unit of time: weeks or days
 * @param horizon how many units are foretold
 * @param names of columns that somebody has named
 */
record LifetimeOption(
    Optional<Integer> cut,
    TimeUnit unit,
    Optional<Integer> horizon,
    PurchaseNames names,
    long seed) {
  private static final Set<String> NAMES = Set.of("--cut", "--unit", "--horizon");

  static final int MAX_HORIZON = 3_650;
  private static final Pattern RUNNING_DAY = Pattern.compile("[0-9]{1,5}");
  private static final long MILLIS_PER_DAY = 86_400_000;

  /** What parameters and horizons are counted in. */
  enum TimeUnit {
    WEEKS(7),
    DAYS(1);

    private final int days;

    TimeUnit(int days) {
      this.days = days;
    }

    int days() {
      return days;
    }

    String label() {
      return this == WEEKS ? "weeks" : "days";
    }
  }

  static Set<String> optionNames() {
    return Stream.of(NAMES, PurchaseNames.OPTIONS).flatMap(Set::stream).collect(Collectors.toSet());
  }

  static LifetimeOption of(GivenOptions given) {
    return new LifetimeOption(
        given.text("--cut").map(LifetimeOption::day),
        given.text("--unit").map(LifetimeOption::unit).orElse(TimeUnit.WEEKS),
        given.number("--horizon", 1, MAX_HORIZON),
        PurchaseNames.of(given),
        given.seed());
  }

  private static int day(String text) {
    if (RUNNING_DAY.matcher(text).matches()) {
      return Integer.parseInt(text);
    }
    OptionalLong moment = Moments.of(text);
    if (moment.isEmpty()) {
      throw new EvaluationRefusal(
          "--cut needs the last day to learn from like 1997-09-30, not '%s'.".formatted(text));
    }
    return epochDay(moment.getAsLong());
  }

  static int epochDay(long millis) {
    return (int) Math.floorDiv(millis, MILLIS_PER_DAY);
  }

  private static TimeUnit unit(String text) {
    for (TimeUnit unit : TimeUnit.values()) {
      if (unit.label().equals(text)) {
        return unit;
      }
    }
    throw new EvaluationRefusal("--unit needs weeks or days, not '%s'.".formatted(text));
  }
}
