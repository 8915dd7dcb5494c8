package io.storeloop.algorithms.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairCountsTest {
  private static final int SHOES = 0;
  private static final int SOCKS = 1;
  private static final int HAT = 2;

  @Test
  void aCountIsTheSameInBothDirections() {
    var counts = new PairCounts(10);

    counts.add(SHOES, SOCKS, 2);
    counts.add(SOCKS, SHOES, 3);

    assertThat(counts.count(SHOES, SOCKS)).isEqualTo(5);
    assertThat(counts.count(SOCKS, SHOES)).isEqualTo(5);
    assertThat(counts.count(SHOES, HAT)).isZero();
    assertThat(counts.count(70_000, HAT)).isZero();
    assertThat(counts.pairCount()).isEqualTo(1);
  }

  @Test
  void whatIsTakenBackLeavesNothing() {
    var counts = new PairCounts(10);
    counts.add(SHOES, SOCKS, 5);
    counts.add(SHOES, HAT, 1);

    counts.add(SHOES, SOCKS, -5);

    assertThat(counts.count(SOCKS, SHOES)).isZero();
    assertThat(counts.partnerCount(SOCKS)).isZero();
    assertThat(counts.partnerCount(SHOES)).isEqualTo(1);
    assertThat(counts.pairCount()).isEqualTo(1);
  }

  @Test
  void agreesWithAMapThroughAdditionsAndRemovals() {
    var counts = new PairCounts(100_000);
    Map<Integer, Map<Integer, Long>> expected = new HashMap<>();
    var random = new Random(5);

    for (int i = 0; i < 50_000; i++) {
      int one = random.nextInt(120);
      int other = (one + 1 + random.nextInt(119)) % 120;
      long before = expected.getOrDefault(one, Map.of()).getOrDefault(other, 0L);
      long amount = random.nextInt(3) == 0 ? -before : random.nextInt(4);
      counts.add(one, other, amount);
      set(expected, one, other, before + amount);
      set(expected, other, one, before + amount);
    }

    for (int item = 0; item < 120; item++) {
      Map<Integer, Long> row = new TreeMap<>();
      counts.forEach(item, row::put);
      assertThat(row).isEqualTo(expected.getOrDefault(item, Map.of()));
      assertThat(counts.partnerCount(item)).isEqualTo(row.size());
    }
    assertThat(2 * counts.pairCount())
        .isEqualTo(expected.values().stream().mapToLong(Map::size).sum());
  }

  @Test
  void severalPairsOfAnItemAreCountedAtOnceAndItselfPassedOver() {
    var counts = new PairCounts(10);

    counts.addAll(SHOES, new int[] {SOCKS, SHOES, 5_000, HAT}, 3, 2);

    assertThat(counts.count(SHOES, SOCKS)).isEqualTo(2);
    assertThat(counts.count(5_000, SHOES)).isEqualTo(2);
    assertThat(counts.count(SHOES, HAT)).isZero();
    assertThat(counts.pairCount()).isEqualTo(2);
    assertThatThrownBy(() -> counts.addAll(SHOES, new int[] {HAT, -1}, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("items must be between 0 and");
    assertThat(counts.count(SHOES, HAT)).isZero();
  }

  @Test
  void theLargestItemsAndCountsFit() {
    var counts = new PairCounts(10);
    int last = PairCounts.MAX_ITEMS - 1;

    counts.add(last, SHOES, PairCounts.MAX_COUNT);

    assertThat(counts.count(SHOES, last)).isEqualTo(PairCounts.MAX_COUNT);
    assertThatThrownBy(() -> counts.add(SHOES, last, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a count must stay between 0 and 549755813887");
  }

  @Test
  void refusesWhatIsNoPairOrWouldLeaveLessThanNothing() {
    var counts = new PairCounts(10);

    assertThatThrownBy(() -> counts.add(SHOES, SHOES, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a pair is two different items");
    assertThatThrownBy(() -> counts.add(-1, SHOES, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> counts.add(SHOES, PairCounts.MAX_ITEMS, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> counts.add(SHOES, SOCKS, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PairCounts(0)).hasMessageContaining("maxPairs must be 1 or more");
  }

  @Test
  void refusesMorePairsThanThereIsRoomForAndChangesNothing() {
    var counts = new PairCounts(1);
    counts.add(SHOES, SOCKS, 1);

    assertThat(counts.hasRoomFor(0)).isTrue();
    assertThat(counts.hasRoomFor(1)).isFalse();
    assertThatThrownBy(() -> counts.add(HAT, SHOES, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is room for 1 pairs of items");
    counts.add(SHOES, SOCKS, 1);

    assertThat(counts.count(SHOES, SOCKS)).isEqualTo(2);
    assertThat(counts.count(HAT, SHOES)).isZero();
  }

  private static void set(Map<Integer, Map<Integer, Long>> rows, int item, int other, long count) {
    Map<Integer, Long> row = rows.computeIfAbsent(item, key -> new TreeMap<>());
    if (count == 0) {
      row.remove(other);
    } else {
      row.put(other, count);
    }
  }
}
