package io.storeloop.algorithms.decay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecayedSumTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Instant MONDAY = Instant.parse("2026-03-02T10:15:30Z");

  private record Part(double amount, Instant at) {}

  @Test
  void aPartHalvesWithEveryHalfLife() {
    var sum = DecayedSum.empty(MONTH).add(8, MONDAY);

    assertThat(sum.valueAt(MONDAY)).isCloseTo(8, within(1e-12));
    assertThat(sum.valueAt(MONDAY.plus(MONTH))).isCloseTo(4, within(1e-12));
    assertThat(sum.valueAt(MONDAY.plus(MONTH.multipliedBy(3)))).isCloseTo(1, within(1e-12));
  }

  @Test
  void partsOfDifferentTimesAddUp() {
    var sum = DecayedSum.empty(MONTH).add(4, MONDAY).add(1, MONDAY.plus(MONTH));

    // 4 · ½ + 1
    assertThat(sum.valueAt(MONDAY.plus(MONTH))).isCloseTo(3, within(1e-12));
  }

  @Test
  void aPurchaseAndItsRefundLeaveNothingIfTheyHappenAtOnce() {
    var sum = DecayedSum.empty(MONTH).add(5, MONDAY).add(-5, MONDAY);

    assertThat(sum.valueAt(MONDAY.plus(MONTH))).isZero();
  }

  @Test
  void nothingIsWorthNothingAtAnyTime() {
    assertThat(DecayedSum.empty(MONTH).valueAt(MONDAY)).isZero();
    assertThat(
            DecayedSum.empty(MONTH)
                .merge(DecayedSum.empty(MONTH))
                .valueAt(Instant.MIN.plusSeconds(1L << 40)))
        .isZero();
  }

  @Test
  void theOrderOfPartsDoesNotMatter() {
    Duration hour = Duration.ofHours(1);
    List<Part> parts = partsOverAYear();
    double inOrder = sumOf(parts, hour).valueAt(MONDAY);

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(parts, new Random(seed));

      assertThat(sumOf(parts, hour).valueAt(MONDAY)).isCloseTo(inOrder, within(1e-12 * inOrder));
    }
  }

  @Test
  void mergingHalvesEqualsAddingAll() {
    List<Part> parts = partsOverAYear();
    var firstHalf = sumOf(parts.subList(0, 150), MONTH);
    var secondHalf = sumOf(parts.subList(150, 300), MONTH);
    double all = sumOf(parts, MONTH).valueAt(MONDAY);

    assertThat(firstHalf.merge(secondHalf).valueAt(MONDAY)).isCloseTo(all, within(1e-12 * all));
    assertThat(secondHalf.merge(firstHalf)).isEqualTo(firstHalf.merge(secondHalf));
  }

  @Test
  void movingTheLandmarkIsExact() {
    Duration second = Duration.ofSeconds(1);
    var old = DecayedSum.empty(second).add(3, MONDAY);
    var recent = DecayedSum.empty(second).add(1e-100, MONDAY.plusSeconds(640));

    var both = old.merge(recent);

    // ten periods of 64 half-lives: the old part is multiplied by exactly 2^-640
    assertThat(both.landmark()).isEqualTo(old.landmark().plusSeconds(640));
    assertThat(both.scaled()).isEqualTo(old.scaled() * 0x1p-640 + recent.scaled());
  }

  @Test
  void whatIsLongGoneVanishesWithoutOverflow() {
    var sum = DecayedSum.empty(Duration.ofSeconds(1)).add(1, Instant.EPOCH).add(2, MONDAY);

    assertThat(sum.valueAt(MONDAY)).isEqualTo(2);
  }

  @Test
  void timesBeforeTheEpochWork() {
    Instant moonLanding = Instant.parse("1969-07-20T20:17:00Z");

    assertThat(DecayedSum.empty(MONTH).add(8, moonLanding).valueAt(moonLanding.plus(MONTH)))
        .isCloseTo(4, within(1e-12));
  }

  @Test
  void theThreeComponentsAreAllThereIsToStore() {
    var sum = DecayedSum.empty(MONTH).add(8, MONDAY);

    assertThat(new DecayedSum(MONTH, sum.scaled(), sum.landmark())).isEqualTo(sum);
  }

  @Test
  void factorIsAHalfAfterAHalfLife() {
    assertThat(DecayedSum.factor(MONTH, MONTH)).isEqualTo(0.5);
    assertThat(DecayedSum.factor(Duration.ZERO, MONTH)).isEqualTo(1);
  }

  @Test
  void refusesNonsense() {
    var sum = DecayedSum.empty(MONTH);

    assertThatThrownBy(() -> DecayedSum.empty(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half-life must be between PT1S");
    assertThatThrownBy(() -> sum.add(Double.NaN, MONDAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("amount must be finite, but was NaN");
    assertThatThrownBy(() -> sum.merge(DecayedSum.empty(Duration.ofDays(7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half-life must be PT720H, but was PT168H");
    assertThatThrownBy(() -> new DecayedSum(MONTH, 1, MONDAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("landmark must be a multiple");
    assertThatThrownBy(() -> new DecayedSum(MONTH, Double.POSITIVE_INFINITY, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scaled must be finite");
  }

  private static DecayedSum sumOf(List<Part> parts, Duration halfLife) {
    var sum = DecayedSum.empty(halfLife);
    for (Part part : parts) {
      sum = sum.add(part.amount(), part.at());
    }
    return sum;
  }

  private static List<Part> partsOverAYear() {
    var random = new Random(5);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long secondsAgo = (long) (365 * 86_400L * random.nextDouble());
      parts.add(new Part(random.nextDouble(), MONDAY.minusSeconds(secondsAgo)));
    }
    return parts;
  }
}
