package io.storeloop.algorithms.similarity;

import static io.storeloop.algorithms.similarity.InteractionFixture.ANNA;
import static io.storeloop.algorithms.similarity.InteractionFixture.BEN;
import static io.storeloop.algorithms.similarity.InteractionFixture.HAT;
import static io.storeloop.algorithms.similarity.InteractionFixture.SCARF;
import static io.storeloop.algorithms.similarity.InteractionFixture.SHOES;
import static io.storeloop.algorithms.similarity.InteractionFixture.SOCKS;
import static io.storeloop.algorithms.similarity.InteractionFixture.matrixOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.similarity.NaiveCooccurrence.Interaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementalCooccurrenceTest {
  private static final long ROOM = 1_000_000;
  private static final int USERS = 40;
  private static final int ITEMS = 60;

  @Test
  void pairsAreCountedAsEventsComeIn() {
    var counts = new IncrementalCooccurrence(CooccurrenceOptions.cosine(), ROOM);

    counts.add(ANNA, SHOES, 1);
    counts.add(BEN, SHOES, 1);
    counts.add(ANNA, SOCKS, 2);

    // shoes 2 users, socks 1, both 1: 1 / √(2 · 1)
    assertThat(counts.neighbours().similarityBetween(SHOES, SOCKS))
        .isEqualTo((float) (1 / Math.sqrt(2)));
    assertThat(counts.userCount(SHOES)).isEqualTo(2);
  }

  @Test
  void usersWithManyItemsCountLessByStepsOfTheirNumber() {
    var options = CooccurrenceOptions.rp3beta(1, 0).withShrink(0);
    var counts = new IncrementalCooccurrence(options, ROOM);

    for (int item = 0; item < 5; item++) {
      counts.add(ANNA, item, item);
    }
    float beforeSixth = counts.neighbours().similarityBetween(SHOES, SOCKS);
    counts.add(ANNA, 5, 5);

    // five items count as four: 1/4 per pair, each item has one user; six count as six
    assertThat(beforeSixth).isEqualTo(0.25f);
    assertThat(counts.neighbours().similarityBetween(SHOES, SOCKS))
        .isCloseTo(1 / 6f, within(1e-4f));
  }

  @Test
  void anItemMetAgainChangesNoCount() {
    var counts = new IncrementalCooccurrence(CooccurrenceOptions.cosine(), ROOM);
    counts.add(ANNA, SHOES, 1);
    counts.add(ANNA, SOCKS, 2);
    Neighbours before = counts.neighbours();

    assertThat(counts.add(ANNA, SHOES, 3)).isFalse();

    assertThat(counts.neighbours()).isEqualTo(before);
    assertThat(counts.userCount(SHOES)).isEqualTo(1);
  }

  @Test
  void theOldestItemMakesWayInAFullHistory() {
    var counts =
        new IncrementalCooccurrence(CooccurrenceOptions.cosine().withMaxUserItems(2), ROOM);
    counts.add(ANNA, SHOES, 1);
    counts.add(ANNA, SOCKS, 2);
    counts.add(ANNA, SHOES, 3);

    counts.add(ANNA, HAT, 4);

    assertThat(counts.neighbours().size(SOCKS)).isZero();
    assertThat(counts.neighbours().similarityBetween(SHOES, HAT)).isEqualTo(1);
    assertThat(counts.add(ANNA, SCARF, 1)).isFalse();
    assertThat(counts.cellCount()).isEqualTo(2);
  }

  @Test
  void aForgottenUserLeavesNothing() {
    var counts = new IncrementalCooccurrence(CooccurrenceOptions.balanced(), ROOM);
    counts.add(ANNA, SHOES, 1);
    counts.add(ANNA, SOCKS, 2);

    assertThat(counts.forget(ANNA)).isTrue();

    assertThat(counts.forget(ANNA)).isFalse();
    assertThat(counts.forget(12_345)).isFalse();
    assertThat(counts.pairCount()).isZero();
    assertThat(counts.cellCount()).isZero();
    assertThat(counts.userCount(SHOES)).isZero();
    assertThat(counts.neighbours().entryCount()).isZero();
  }

  @Test
  void tellsOnceWhichItemsHaveChanged() {
    var counts = new IncrementalCooccurrence(CooccurrenceOptions.cosine(), ROOM);
    counts.add(ANNA, SHOES, 1);
    counts.add(ANNA, HAT, 2);
    counts.add(BEN, SOCKS, 1);
    List<Integer> first = changed(counts);
    counts.add(BEN, SCARF, 2);

    assertThat(first).containsExactly(SHOES, SOCKS, HAT);
    assertThat(changed(counts)).containsExactly(SOCKS, SCARF);
    assertThat(changed(counts)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("optionSets")
  void incrementalIsBatchToTheBitThroughErasuresInAnyOrder(CooccurrenceOptions options) {
    for (int seed = 0; seed < 30; seed++) {
      var random = new Random(seed);
      List<Interaction> kept = new ArrayList<>();
      var incremental = liveThroughAStream(options, random, kept);
      Collections.shuffle(kept, random);

      var batch = new IncrementalCooccurrence(options, ROOM);
      kept.forEach(event -> batch.add(event.user(), event.item(), event.moment()));

      assertSameRows(incremental, batch);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 12, 500})
  void withoutDampingItIsTheKernelToTheBit(int maxUserItems) throws Exception {
    var options =
        CooccurrenceOptions.asymmetricCosine(0.6)
            .withShrink(0.5)
            .withNeighbourLimit(7)
            .withMaxUserItems(maxUserItems);
    List<Interaction> kept = new ArrayList<>();
    var incremental = liveThroughAStream(options, new Random(99), kept);

    // a matrix adds up the weights of repeats, a count of users does not
    Map<Long, Interaction> latest = new HashMap<>();
    kept.forEach(event ->
        latest.merge(
            (long) event.user() << 32 | event.item(),
            event,
            (one, other) -> one.moment() >= other.moment() ? one : other));
    InteractionMatrix matrix = matrixOf(USERS, ITEMS, List.copyOf(latest.values()));
    Neighbours kernel = CooccurrenceKernel.build(matrix, options, 2);

    for (int item = 0; item < incremental.itemCount(); item++) {
      assertThat(rowOf(incremental, item)).isEqualTo(rowOf(kernel, item));
    }
  }

  @ParameterizedTest
  @MethodSource("optionSets")
  void agreesWithCountingEachPairFromTheDefinition(CooccurrenceOptions options) {
    List<Interaction> kept = new ArrayList<>();
    var incremental = liveThroughAStream(options, new Random(4), kept);

    var naive = new NaiveUserCounts(kept, options);

    for (int item = 0; item < incremental.itemCount(); item++) {
      assertThat(rowOf(incremental, item)).isEqualTo(naive.row(item));
    }
  }

  @Test
  void refusesOptionsThatHeedTheOrderAndUnknownIndexes() {
    var counts = new IncrementalCooccurrence(CooccurrenceOptions.cosine(), ROOM);

    assertThatThrownBy(
            () -> new IncrementalCooccurrence(CooccurrenceOptions.sequential(0.8, 0.5, 10), ROOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gapDecay, backward and window must ignore order, but were 0.8, 0.5 and 10");
    assertThatThrownBy(() -> counts.add(-1, SHOES, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> counts.add(ANNA, 1 << 24, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEventWithoutRoomForItsPairsChangesNothing() {
    var counts = new IncrementalCooccurrence(CooccurrenceOptions.cosine(), 1);
    counts.add(ANNA, SHOES, 1);
    counts.add(ANNA, SOCKS, 2);

    assertThatThrownBy(() -> counts.add(ANNA, HAT, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no room for the pairs of one more item");

    assertThat(counts.userCount(HAT)).isZero();
    assertThat(counts.cellCount()).isEqualTo(2);
    assertThat(counts.add(BEN, HAT, 3)).isTrue();
  }

  static Stream<CooccurrenceOptions> optionSets() {
    return Stream.of(
        CooccurrenceOptions.cosine(),
        CooccurrenceOptions.balanced().withMaxUserItems(9),
        CooccurrenceOptions.rp3beta(0.8, 0.4).withNeighbourLimit(5),
        CooccurrenceOptions.balanced().withShrink(3).withTargetExponent(0));
  }

  /**
   * Events of skewed popularity, repeats and late ones among them; now and then a user is erased.
   */
  private static IncrementalCooccurrence liveThroughAStream(
      CooccurrenceOptions options, Random random, List<Interaction> kept) {
    var counts = new IncrementalCooccurrence(options, ROOM);
    for (int i = 0; i < 1_500; i++) {
      int user = random.nextInt(USERS);
      if (random.nextInt(60) == 0) {
        counts.forget(user);
        kept.removeIf(event -> event.user() == user);
      } else {
        int item = (int) (ITEMS * Math.pow(random.nextDouble(), 2));
        long moment = i / 20 - random.nextInt(30);
        counts.add(user, item, moment);
        kept.add(new Interaction(user, item, 1, moment));
      }
    }
    return counts;
  }

  private static void assertSameRows(IncrementalCooccurrence one, IncrementalCooccurrence other) {
    for (int item = 0; item < ITEMS; item++) {
      assertThat(rowOf(one, item)).isEqualTo(rowOf(other, item));
      assertThat(one.userCount(item)).isEqualTo(other.userCount(item));
    }
    assertThat(one.pairCount()).isEqualTo(other.pairCount());
    assertThat(one.cellCount()).isEqualTo(other.cellCount());
  }

  private static List<ScoredNeighbour> rowOf(IncrementalCooccurrence counts, int item) {
    int[] items = new int[100];
    float[] similarities = new float[100];
    int count = counts.neighbours(item, items, similarities);
    List<ScoredNeighbour> row = new ArrayList<>();
    for (int place = 0; place < count; place++) {
      row.add(new ScoredNeighbour(items[place], similarities[place]));
    }
    return row;
  }

  private static List<ScoredNeighbour> rowOf(Neighbours neighbours, int item) {
    List<ScoredNeighbour> row = new ArrayList<>();
    for (int entry = neighbours.rowStart(item); entry < neighbours.rowEnd(item); entry++) {
      row.add(new ScoredNeighbour(neighbours.item(entry), neighbours.similarity(entry)));
    }
    return row;
  }

  private static List<Integer> changed(IncrementalCooccurrence counts) {
    List<Integer> items = new ArrayList<>();
    counts.drainChanged(items::add);
    return items;
  }

  private record ScoredNeighbour(int item, float similarity) {}

  /** Sets of items per user, and every pair of every set looked at. */
  private static final class NaiveUserCounts {
    private final CooccurrenceOptions options;
    private final Map<Integer, Set<Integer>> itemsByUser = new HashMap<>();

    NaiveUserCounts(List<Interaction> events, CooccurrenceOptions options) {
      this.options = options;
      Map<Integer, Map<Integer, Long>> moments = new HashMap<>();
      events.forEach(event ->
          moments
              .computeIfAbsent(event.user(), user -> new HashMap<>())
              .merge(event.item(), event.moment(), Math::max));
      moments.forEach((user, items) ->
          itemsByUser.put(
              user,
              new HashSet<>(
                  items.entrySet().stream()
                      .sorted(
                          Map.Entry.<Integer, Long>comparingByValue()
                              .thenComparing(Map.Entry.comparingByKey())
                              .reversed())
                      .limit(options.maxUserItems())
                      .map(Map.Entry::getKey)
                      .toList())));
    }

    List<ScoredNeighbour> row(int item) {
      List<ScoredNeighbour> row = new ArrayList<>();
      for (int other = 0; other < ITEMS; other++) {
        double together = other == item ? 0 : weightOfBoth(item, other) / 65_536.0;
        if (together > 0) {
          double divisor =
              Math.pow(users(item), options.sourceExponent())
                      * Math.pow(users(other), options.targetExponent())
                  + options.shrink();
          row.add(new ScoredNeighbour(other, (float) (together / divisor)));
        }
      }
      row.sort((one, other) ->
          one.similarity() == other.similarity()
              ? Integer.compare(one.item(), other.item())
              : Float.compare(other.similarity(), one.similarity()));
      return row.subList(0, Math.min(options.neighbourLimit(), row.size()));
    }

    private long weightOfBoth(int item, int other) {
      long weight = 0;
      for (Set<Integer> items : itemsByUser.values()) {
        if (items.contains(item) && items.contains(other)) {
          int step = 1;
          for (int next : new int[] {2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128}) {
            step = items.size() >= next ? next : step;
          }
          weight += Math.round(65_536 * Math.pow(step, -options.userDamping()));
        }
      }
      return weight;
    }

    private long users(int item) {
      return itemsByUser.values().stream().filter(items -> items.contains(item)).count();
    }
  }
}
