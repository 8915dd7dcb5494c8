package io.storeloop.algorithms.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopNeighboursTest {
  private record Offer(int item, float similarity) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 5_000})
  void keepsWhatSortingAllWouldKeep(int limit) {
    var random = new Random(limit);
    var top = new TopNeighbours(limit);
    for (int count : new int[] {0, 1, limit - 1, limit, limit + 1, 3_000}) {
      for (int kinds : new int[] {1, 3, 1_000_000}) {
        top.clear();
        List<Offer> offers = offers(random, count, kinds);
        offers.forEach(offer -> top.offer(offer.item(), offer.similarity()));

        top.sort();

        assertThat(kept(top)).isEqualTo(best(offers, limit));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void tiesGoToTheLowerItemWhereverItsPlaceIs(int limit) {
    var random = new Random(limit);
    var top = new TopNeighbours(limit);
    int[] items = shuffled(random, 3_000);
    List<Offer> offers = offers(random, items.length, 3);
    offers.forEach(offer -> top.offer(offer.item(), offer.similarity()));

    top.sort(items);

    assertThat(kept(top))
        .isEqualTo(
            best(
                offers.stream()
                    .map(offer -> new Offer(items[offer.item()], offer.similarity()))
                    .toList(),
                limit));
  }

  @Test
  void similaritiesOfAnySizeAreOrdered() {
    var top = new TopNeighbours(2);
    top.offer(1, Float.MIN_VALUE);
    top.offer(2, Float.POSITIVE_INFINITY);
    top.offer(3, 1);
    top.offer(4, Float.MAX_VALUE);

    top.sort();

    assertThat(kept(top))
        .containsExactly(new Offer(2, Float.POSITIVE_INFINITY), new Offer(4, Float.MAX_VALUE));
  }

  @Test
  void whatIsNotAboveZeroIsNoNeighbour() {
    var top = new TopNeighbours(5);
    top.offer(1, 0);
    top.offer(2, -0f);
    top.offer(3, -1);
    top.offer(4, Float.NaN);
    top.offer(0, 0.5f);

    top.sort();

    assertThat(kept(top)).containsExactly(new Offer(0, 0.5f));
  }

  /** Few kinds of similarity make many ties; the spread is that of many powers of two. */
  private static List<Offer> offers(Random random, int count, int kinds) {
    List<Offer> offers = new ArrayList<>();
    for (int item = 0; item < count; item++) {
      offers.add(new Offer(item, (float) Math.exp(random.nextInt(kinds) * -20.0 / kinds)));
    }
    return offers;
  }

  private static int[] shuffled(Random random, int count) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(numbers, random);
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Offer> best(List<Offer> offers, int limit) {
    return offers.stream()
        .sorted(Comparator.comparing(Offer::similarity).reversed().thenComparing(Offer::item))
        .limit(limit)
        .toList();
  }

  private static List<Offer> kept(TopNeighbours top) {
    List<Offer> kept = new ArrayList<>();
    for (int place = 0; place < top.size(); place++) {
      kept.add(new Offer(top.item(place), top.similarity(place)));
    }
    return kept;
  }
}
