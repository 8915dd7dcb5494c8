package io.storeloop.algorithms.similarity;

import static io.storeloop.algorithms.similarity.InteractionFixture.ANNA;
import static io.storeloop.algorithms.similarity.InteractionFixture.BEN;
import static io.storeloop.algorithms.similarity.InteractionFixture.CLARA;
import static io.storeloop.algorithms.similarity.InteractionFixture.GLOVES;
import static io.storeloop.algorithms.similarity.InteractionFixture.HAT;
import static io.storeloop.algorithms.similarity.InteractionFixture.SCARF;
import static io.storeloop.algorithms.similarity.InteractionFixture.SHOES;
import static io.storeloop.algorithms.similarity.InteractionFixture.SOCKS;
import static io.storeloop.algorithms.similarity.InteractionFixture.bought;
import static io.storeloop.algorithms.similarity.InteractionFixture.matrixOf;
import static io.storeloop.algorithms.similarity.InteractionFixture.seeded;
import static io.storeloop.algorithms.similarity.InteractionFixture.shopOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.similarity.NaiveCooccurrence.Interaction;
import io.storeloop.algorithms.similarity.NaiveCooccurrence.Neighbour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CooccurrenceKernelTest {
  private static final Offset<Float> ROUNDING = within(1e-6f);

  @Test
  void cosineIsCommonUsersOverTheRootOfBothPopularities() throws Exception {
    var shop =
        shopOf(
            bought(ANNA, SHOES, 1),
            bought(ANNA, SOCKS, 2),
            bought(BEN, SHOES, 1),
            bought(BEN, SOCKS, 2),
            bought(BEN, HAT, 3),
            bought(CLARA, SHOES, 1));

    Neighbours neighbours = CooccurrenceKernel.build(shop, CooccurrenceOptions.cosine(), 1);

    // users: shoes 3, socks 2, hat 1; shoes·socks 2, shoes·hat 1, socks·hat 1
    assertThat(neighbours.similarityBetween(SHOES, SOCKS))
        .isCloseTo((float) (2 / Math.sqrt(3 * 2)), ROUNDING);
    assertThat(neighbours.similarityBetween(SHOES, HAT))
        .isCloseTo((float) (1 / Math.sqrt(3)), ROUNDING);
    assertThat(neighbours.similarityBetween(HAT, SOCKS))
        .isCloseTo((float) (1 / Math.sqrt(2)), ROUNDING);
    assertThat(neighbours.size(SCARF)).isZero();
  }

  @Test
  void asymmetricCosineOfOneIsTheShareOfTheSourcesUsers() throws Exception {
    var shop = shopOf(bought(ANNA, SHOES, 1), bought(ANNA, SOCKS, 1), bought(BEN, SHOES, 1));

    Neighbours neighbours =
        CooccurrenceKernel.build(shop, CooccurrenceOptions.asymmetricCosine(1), 1);

    // one of two shoe buyers took socks; the one sock buyer took shoes
    assertThat(neighbours.similarityBetween(SHOES, SOCKS)).isEqualTo(0.5f);
    assertThat(neighbours.similarityBetween(SOCKS, SHOES)).isEqualTo(1);
  }

  @Test
  void randomWalkDampsUsersAndPopularity() throws Exception {
    var shop =
        shopOf(
            bought(ANNA, SHOES, 1),
            bought(ANNA, SOCKS, 1),
            bought(ANNA, HAT, 1),
            bought(BEN, SHOES, 1));

    Neighbours neighbours = CooccurrenceKernel.build(shop, CooccurrenceOptions.rp3beta(1, 0.5), 1);

    // anna has 3 items: 1/3 per pair; from shoes (2 users): 1/3 / (2^1 · 1^½) = 1/6; to shoes: 1/3
    // / (1 · 2^½)
    assertThat(neighbours.similarityBetween(SHOES, HAT)).isCloseTo(1 / 6f, ROUNDING);
    assertThat(neighbours.similarityBetween(HAT, SHOES))
        .isCloseTo((float) (1 / (3 * Math.sqrt(2))), ROUNDING);
  }

  @Test
  void shrinkMakesFewCommonUsersProveLittle() throws Exception {
    var shop = shopOf(bought(ANNA, SHOES, 1), bought(ANNA, SOCKS, 1));

    Neighbours neighbours =
        CooccurrenceKernel.build(shop, CooccurrenceOptions.cosine().withShrink(9), 1);

    // 1 / (√1·√1 + 9)
    assertThat(neighbours.similarityBetween(SHOES, SOCKS)).isEqualTo(0.1f);
  }

  @Test
  void sequenceFadesWithDistanceAndCountsLessAgainstTheOrder() throws Exception {
    var shop =
        shopOf(
            bought(ANNA, SHOES, 10),
            bought(ANNA, SOCKS, 20),
            bought(ANNA, HAT, 30),
            bought(ANNA, SCARF, 30));

    Neighbours neighbours =
        CooccurrenceKernel.build(shop, CooccurrenceOptions.sequential(0.8, 0.5, 2), 1);

    // moments 0, 1, 2, 2: neighbours in time count 1, two apart 0.8, backwards half of it, one
    // basket 1
    assertThat(neighbours.similarityBetween(SHOES, SOCKS)).isEqualTo(1);
    assertThat(neighbours.similarityBetween(SHOES, HAT)).isEqualTo(0.8f);
    assertThat(neighbours.similarityBetween(HAT, SHOES)).isEqualTo(0.4f);
    assertThat(neighbours.similarityBetween(HAT, SCARF)).isEqualTo(1);
    assertThat(neighbours.similarityBetween(SCARF, HAT)).isEqualTo(1);
  }

  @Test
  void pairsOutsideTheWindowDoNotCount() throws Exception {
    var shop = shopOf(bought(ANNA, SHOES, 1), bought(ANNA, SOCKS, 2), bought(ANNA, HAT, 3));

    Neighbours neighbours =
        CooccurrenceKernel.build(shop, CooccurrenceOptions.sequential(1, 1, 1), 1);

    assertThat(neighbours.similarityBetween(SHOES, SOCKS)).isEqualTo(1);
    assertThat(neighbours.similarityBetween(SHOES, HAT)).isZero();
  }

  @Test
  void equallySimilarItemsAreListedByIndexAndCutAtTheLimit() throws Exception {
    var shop =
        shopOf(
            bought(ANNA, GLOVES, 1),
            bought(ANNA, SCARF, 1),
            bought(ANNA, SOCKS, 1),
            bought(ANNA, SHOES, 1));

    Neighbours neighbours =
        CooccurrenceKernel.build(shop, CooccurrenceOptions.cosine().withNeighbourLimit(2), 1);

    assertThat(rowOf(neighbours, GLOVES)).containsExactly(SHOES, SOCKS);
    assertThat(rowOf(neighbours, SHOES)).containsExactly(SOCKS, SCARF);
  }

  @Test
  void onlyTheLatestItemsOfABusyUserCount() throws Exception {
    var shop = shopOf(bought(ANNA, SHOES, 1), bought(ANNA, SOCKS, 2), bought(ANNA, HAT, 3));

    Neighbours neighbours =
        CooccurrenceKernel.build(shop, CooccurrenceOptions.cosine().withMaxUserItems(2), 1);

    assertThat(rowOf(neighbours, SHOES)).isEmpty();
    assertThat(rowOf(neighbours, SOCKS)).containsExactly(HAT);
  }

  @ParameterizedTest
  @MethodSource("optionSets")
  void agreesWithTheNaiveFormulaOnUnitWeights(CooccurrenceOptions options) throws Exception {
    List<Interaction> interactions = seeded(7, 60, 40, 900, false);

    Neighbours neighbours = CooccurrenceKernel.build(matrixOf(60, 40, interactions), options, 2);

    assertAgreement(neighbours, NaiveCooccurrence.build(interactions, options));
  }

  @ParameterizedTest
  @MethodSource("optionSets")
  void agreesWithTheNaiveFormulaOnWeights(CooccurrenceOptions options) throws Exception {
    List<Interaction> interactions = seeded(8, 50, 70, 1200, true);

    Neighbours neighbours = CooccurrenceKernel.build(matrixOf(50, 70, interactions), options, 2);

    assertAgreement(neighbours, NaiveCooccurrence.build(interactions, options));
  }

  @ParameterizedTest
  @MethodSource("optionSets")
  void inputOrderAndThreadsDoNotChangeABit(CooccurrenceOptions options) throws Exception {
    List<Interaction> interactions = seeded(9, 80, 200, 2000, true);
    List<Interaction> shuffled = new ArrayList<>(interactions);
    Collections.shuffle(shuffled, new Random(1));

    Neighbours one = CooccurrenceKernel.build(matrixOf(80, 200, interactions), options, 1);
    Neighbours four = CooccurrenceKernel.build(matrixOf(80, 200, shuffled), options, 4);

    assertThat(four).isEqualTo(one).hasSameHashCodeAs(one);
  }

  @Test
  void cosineIsSymmetricAndAtMostOneForAnyWeights() throws Exception {
    InteractionMatrix matrix = matrixOf(60, 40, seeded(10, 60, 40, 900, true));

    Neighbours neighbours = CooccurrenceKernel.build(matrix, CooccurrenceOptions.cosine(), 2);

    for (int item = 0; item < 40; item++) {
      for (int entry = neighbours.rowStart(item); entry < neighbours.rowEnd(item); entry++) {
        assertThat(neighbours.similarity(entry)).isBetween(0f, 1f);
        assertThat(neighbours.similarityBetween(neighbours.item(entry), item))
            .isEqualTo(neighbours.similarity(entry));
      }
    }
  }

  @Test
  void anEmptyShopHasNoNeighbours() throws Exception {
    Neighbours none =
        CooccurrenceKernel.build(
            InteractionMatrix.builder(0, 0).build(), CooccurrenceOptions.balanced(), 2);

    assertThat(none.itemCount()).isZero();
  }

  @Test
  void costIsTheSumOfSquaredCappedHistories() {
    var shop =
        shopOf(
            bought(ANNA, SHOES, 1),
            bought(ANNA, SOCKS, 2),
            bought(ANNA, HAT, 3),
            bought(BEN, HAT, 1));

    // anna counts 2 of her 3 items: 2² + 1²
    assertThat(
            CooccurrenceKernel.pairAdditions(
                shop, CooccurrenceOptions.cosine().withMaxUserItems(2)))
        .isEqualTo(5);
  }

  @Test
  void refusesToWorkWithoutAThread() {
    assertThatThrownBy(() -> CooccurrenceKernel.build(shopOf(), CooccurrenceOptions.cosine(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads must be 1 or more, but was 0");
  }

  @Test
  void anInterruptedCallerGivesUp() {
    var shop = shopOf(bought(ANNA, SHOES, 1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> CooccurrenceKernel.build(shop, CooccurrenceOptions.cosine(), 1))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  static Stream<CooccurrenceOptions> optionSets() {
    return Stream.of(
        CooccurrenceOptions.cosine(),
        CooccurrenceOptions.asymmetricCosine(0.3).withShrink(2),
        CooccurrenceOptions.rp3beta(0.8, 0.4).withNeighbourLimit(5),
        CooccurrenceOptions.balanced().withMaxUserItems(10),
        CooccurrenceOptions.sequential(0.8, 0.5, 10),
        CooccurrenceOptions.sequential(0.9, 0, 3).withMaxUserItems(8),
        new CooccurrenceOptions(
            0.5, 0.4, 0.6, 1, 0.7, 1, CooccurrenceOptions.UNLIMITED_WINDOW, 20, 500));
  }

  private static void assertAgreement(
      Neighbours neighbours, Map<Integer, List<Neighbour>> expected) {
    for (int item = 0; item < neighbours.itemCount(); item++) {
      List<Neighbour> row = expected.getOrDefault(item, List.of());
      assertThat(neighbours.size(item)).as("size of row %d", item).isEqualTo(row.size());
      for (int place = 0; place < row.size(); place++) {
        int entry = neighbours.rowStart(item) + place;
        assertThat((double) neighbours.similarity(entry))
            .isCloseTo(row.get(place).similarity(), within(1e-6 * row.get(place).similarity()));
        assertSameItemUnlessTied(neighbours, entry, row, place);
      }
    }
  }

  /**
   * Rounding may swap items whose exact similarities are equal; a swap of different ones is an
   * error.
   */
  private static void assertSameItemUnlessTied(
      Neighbours neighbours, int entry, List<Neighbour> row, int place) {
    double expected = row.get(place).similarity();
    boolean tied =
        row.stream()
                .filter(other -> Math.abs(other.similarity() - expected) <= 1e-6 * expected)
                .count()
            > 1;
    if (!tied && place < row.size() - 1) {
      assertThat(neighbours.item(entry)).isEqualTo(row.get(place).item());
    }
  }

  private static List<Integer> rowOf(Neighbours neighbours, int item) {
    List<Integer> row = new ArrayList<>();
    for (int entry = neighbours.rowStart(item); entry < neighbours.rowEnd(item); entry++) {
      row.add(neighbours.item(entry));
    }
    return row;
  }
}
