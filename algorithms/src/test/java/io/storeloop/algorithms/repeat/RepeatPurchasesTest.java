package io.storeloop.algorithms.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatPurchasesTest {
  private static final int COFFEE = 0;
  private static final int SOFA = 1;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Duration WEEK = Duration.ofDays(7);

  private static final RepeatOptions OPTIONS =
      new RepeatOptions(2, 0.1, Duration.ofDays(1), 2, 0.7, 10, 2);

  @Test
  void theProbabilityIsThatOfTheFormula() {
    var repeats = new RepeatPurchases(OPTIONS);
    add(repeats, COFFEE, 0, 20);
    add(repeats, COFFEE, 0, 20, 40);
    add(repeats, COFFEE, 5);

    RepeatPurchase anna = expect(repeats, COFFEE, 60, 0, 40).orElseThrow();

    // 3 intervals of 20 days; anna's own is 40, so her mean logarithm is
    // (2 · ln 20 + ln 40) / 3 = ln 25.198, spread √(10 · 0.49 / 13) = 0.61394,
    // r = (2 · 2/4 + 1) / 3 = 2/3; 20 days have passed:
    // F(20) = Φ(-0.3763) = 0.35333, F(27) = Φ(0.1125) = 0.54479
    // 2/3 · (0.54479 - 0.35333) / (1 - 2/3 · 0.35333) = 0.16697
    assertThat(anna.interval().toMillis() / (double) DAY).isCloseTo(25.198, within(0.001));
    assertThat(anna.sinceLast()).isEqualTo(Duration.ofDays(20));
    assertThat(anna.purchases()).isEqualTo(2);
    assertThat(anna.probability()).isCloseTo(0.16697, within(1e-4));
    assertThat(anna.isDue()).isFalse();
    assertThat(repeats.interval(COFFEE).orElseThrow().toMillis() / (double) DAY)
        .isCloseTo(20, within(0.001));
  }

  @Test
  void itIsSmallRightAfterAPurchaseLargestWhenDueAndFadesForThoseWhoStay() {
    var repeats = new RepeatPurchases(OPTIONS);
    for (int user = 0; user < 20; user++) {
      add(repeats, COFFEE, 0, 30, 60);
    }

    double rightAfter = expect(repeats, COFFEE, 61, 0, 30, 60).orElseThrow().probability();
    double due = expect(repeats, COFFEE, 90, 0, 30, 60).orElseThrow().probability();
    double longGone = expect(repeats, COFFEE, 400, 0, 30, 60).orElseThrow().probability();

    assertThat(rightAfter).isLessThan(0.02);
    assertThat(due).isGreaterThan(0.15);
    assertThat(longGone).isLessThan(due / 5);
    assertThat(expect(repeats, COFFEE, 91, 0, 30, 60).orElseThrow().isDue()).isTrue();
  }

  @Test
  void whatPeopleDoNotBuyAgainGetsNoAnswer() {
    var repeats = new RepeatPurchases(OPTIONS);
    for (int user = 0; user < 30; user++) {
      add(repeats, SOFA, 10);
      add(repeats, COFFEE, 10);
    }
    add(repeats, SOFA, 10, 300);
    add(repeats, SOFA, 10, 300);
    add(repeats, COFFEE, 10, 50);

    // sofa: 2 of 32 is below a tenth; coffee: one user who bought again is below two
    assertThat(repeats.isRepeatable(SOFA)).isFalse();
    assertThat(repeats.isRepeatable(COFFEE)).isFalse();
    assertThat(expect(repeats, SOFA, 400, 10, 300)).isEmpty();
    assertThat(repeats.interval(SOFA)).isEmpty();
    assertThat(repeats.buyers(SOFA)).isEqualTo(32);
    assertThat(repeats.repeaters(SOFA)).isEqualTo(2);
    assertThat(repeats.isRepeatable(777)).isFalse();
  }

  @Test
  void aUserWhoNeverBoughtItGetsNoAnswer() {
    var repeats = new RepeatPurchases(OPTIONS);
    add(repeats, COFFEE, 0, 20);
    add(repeats, COFFEE, 0, 20);

    assertThat(expect(repeats, COFFEE, 30)).isEmpty();
  }

  @Test
  void purchasesOfOneOrderAreOne() {
    var repeats = new RepeatPurchases(OPTIONS);

    repeats.add(COFFEE, new long[] {0, 1_000, 2_000}, 3);

    assertThat(repeats.buyers(COFFEE)).isEqualTo(1);
    assertThat(repeats.repeaters(COFFEE)).isZero();
  }

  @Test
  void theOrderOfUsersAndThoseRemovedLeaveNoTrace() {
    List<long[]> users = seededUsers(200);
    var repeats = new RepeatPurchases(RepeatOptions.standard());
    users.forEach(times -> repeats.add(COFFEE, times, times.length));
    users.subList(150, 200).forEach(times -> repeats.remove(COFFEE, times, times.length));
    List<long[]> kept = new ArrayList<>(users.subList(0, 150));
    Collections.shuffle(kept, new Random(3));

    var fresh = new RepeatPurchases(RepeatOptions.standard());
    kept.forEach(times -> fresh.add(COFFEE, times, times.length));

    assertThat(expect(repeats, COFFEE, 90, 0, 30)).isEqualTo(expect(fresh, COFFEE, 90, 0, 30));
    assertThat(repeats.interval(COFFEE)).isEqualTo(fresh.interval(COFFEE)).isPresent();
  }

  @Test
  void theProbabilitiesAreCalibratedWherePeopleAreWhatTheModelSays() {
    List<long[]> users = seededUsers(6_000);
    var repeats = new RepeatPurchases(RepeatOptions.standard());
    long now = 200 * DAY;
    int due = 0;
    double expected = 0;
    int bought = 0;

    users.forEach(times -> repeats.add(COFFEE, times, countUntil(times, now)));
    for (long[] times : users) {
      int known = countUntil(times, now);
      RepeatPurchase purchase =
          repeats.expect(COFFEE, times, known, now, Duration.ofDays(14)).orElse(null);
      if (purchase != null) {
        due++;
        expected += purchase.probability();
        bought += known < times.length && times[known] <= now + 14 * DAY ? 1 : 0;
      }
    }

    assertThat(due).isGreaterThan(5_000);
    assertThat(expected / bought).isBetween(0.75, 1.25);
  }

  @ParameterizedTest
  @CsvSource({
    "minRepeaters, 0, 0.1, 1, 2, 0.7, 10, 2",
    "minRepeatShare, 1, 1.1, 1, 2, 0.7, 10, 2",
    "minRepeatShare, 1, NaN, 1, 2, 0.7, 10, 2",
    "oneOrder, 1, 0.1, -1, 2, 0.7, 10, 2",
    "personalShrink, 1, 0.1, 1, 0, 0.7, 10, 2",
    "priorSpread, 1, 0.1, 1, 2, 0, 10, 2",
    "spreadShrink, 1, 0.1, 1, 2, 0.7, Infinity, 2",
    "shareShrink, 1, 0.1, 1, 2, 0.7, 10, NaN",
  })
  void refusesNonsenseAndNamesTheOption(
      String option,
      int repeaters,
      double share,
      long days,
      double personal,
      double spread,
      double spreadShrink,
      double shareShrink) {
    assertThatThrownBy(() ->
            new RepeatOptions(
                repeaters,
                share,
                Duration.ofDays(days),
                personal,
                spread,
                spreadShrink,
                shareShrink))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " must be");
  }

  @Test
  void refusesTimesThatFallAndAHorizonOfNothing() {
    var repeats = new RepeatPurchases(OPTIONS);

    assertThatThrownBy(() -> add(repeats, COFFEE, 5, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("times must not fall");
    assertThatThrownBy(() -> add(repeats, -1, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> repeats.expect(COFFEE, new long[] {1}, 1, 2, Duration.ZERO))
        .hasMessageContaining("horizon must be above 0");
  }

  private static void add(RepeatPurchases repeats, int item, long... days) {
    repeats.add(item, millis(days), days.length);
  }

  private static Optional<RepeatPurchase> expect(
      RepeatPurchases repeats, int item, long today, long... days) {
    return repeats.expect(item, millis(days), days.length, today * DAY, WEEK);
  }

  private static long[] millis(long... days) {
    long[] times = new long[days.length];
    for (int i = 0; i < days.length; i++) {
      times[i] = days[i] * DAY;
    }
    return times;
  }

  private static int countUntil(long[] times, long now) {
    int count = 0;
    while (count < times.length && times[count] <= now) {
      count++;
    }
    return count;
  }

  /** People who start within a hundred days and go on with probability 0.8 after about a month. */
  private static List<long[]> seededUsers(int count) {
    var random = new Random(8);
    List<long[]> users = new ArrayList<>();
    for (int user = 0; user < count; user++) {
      List<Long> times = new ArrayList<>();
      double day = 100 * random.nextDouble();
      do {
        times.add((long) (day * DAY));
        day += 30 * Math.exp(0.4 * random.nextGaussian());
      } while (random.nextDouble() < 0.8 && day < 400);
      users.add(times.stream().mapToLong(Long::longValue).toArray());
    }
    return users;
  }
}
