package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.recommendation.interaction.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibratedMixTest {
  private static final Taste HALF = new Taste(Map.of("sport", 0.5, "books", 0.5), List.of());

  private final Catalogue catalogue = new Catalogue();

  @Test
  void aListOfOneCategoryIsMixedAsTheShoppersInterestsAre() {
    // λ = 0.5. First place: sport-1 has relevance 1, books-1 has 0.2; the divergence is the same
    // for
    // both, as both shares are ½, so relevance decides. Second place, q with sport: (1, 0), with
    // books: (½, ½), mixed with a hundredth of p:
    // KL(sport) = ½ ln(0.5 / 0.995) + ½ ln(0.5 / 0.005) = -0.344 + 2.303 = 1.959, KL(books) = 0
    // sport-2: 0.5 · 1 - 0.5 · 1.959 = -0.479; books-1: 0.5 · 0.222 - 0 = 0.111: books it is.
    assertThat(order(0.5, HALF)).startsWith("sport-1", "books-1");
  }

  @Test
  void withoutWeightTheOrderOfTheScoresStands() {
    assertThat(order(0, HALF)).containsExactly("sport-1", "sport-2", "sport-3", "books-1");
  }

  @Test
  void itChoosesAsTheWholeDivergenceWould() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      double weight = random.nextDouble();
      Taste taste = taste(random);
      CalibratedMix mix = new CalibratedMix(taste, weight);
      List<Candidate> chosen = new ArrayList<>();
      List<Candidate> left = candidates(random, round);
      while (!left.isEmpty()) {
        int expected = naiveBest(taste, weight, chosen, left);
        int best = mix.best(left);
        assertThat(best).isEqualTo(expected);
        mix.add(left.get(best));
        chosen.add(left.remove(best));
      }
    }
  }

  private List<String> order(double weight, Taste taste) {
    CalibratedMix mix = new CalibratedMix(taste, weight);
    List<Candidate> left =
        new ArrayList<>(
            List.of(
                candidate("sport-1", "sport", 1),
                candidate("sport-2", "sport", 0.9),
                candidate("sport-3", "sport", 0.8),
                candidate("books-1", "books", 0.2)));
    List<String> order = new ArrayList<>();
    while (!left.isEmpty()) {
      Candidate best = left.remove(mix.best(left));
      mix.add(best);
      order.add(best.item().itemId());
    }
    return order;
  }

  private static int naiveBest(
      Taste taste, double weight, List<Candidate> chosen, List<Candidate> left) {
    int best = 0;
    double bestValue = Double.NEGATIVE_INFINITY;
    for (int place = 0; place < left.size(); place++) {
      List<Candidate> list = new ArrayList<>(chosen);
      list.add(left.get(place));
      double value =
          (1 - weight) * left.get(place).score() / left.getFirst().score()
              - weight * divergence(taste, list);
      if (value > bestValue + 1e-12) {
        bestValue = value;
        best = place;
      }
    }
    return best;
  }

  private static double divergence(Taste taste, List<Candidate> list) {
    double sum = 0;
    for (Map.Entry<String, Double> share : taste.shares().entrySet()) {
      long count =
          list.stream()
              .filter(candidate -> share.getKey().equals(candidate.item().category()))
              .count();
      double shown = 0.99 * count / list.size() + 0.01 * share.getValue();
      sum += share.getValue() * Math.log(share.getValue() / shown);
    }
    return sum;
  }

  private static Taste taste(Random random) {
    Map<String, Double> shares = new HashMap<>();
    double sport = random.nextDouble(0.1, 0.8);
    shares.put("sport", sport);
    shares.put("books", (1 - sport) / 3);
    shares.put("garden", (1 - sport) * 2 / 3);
    return new Taste(shares, List.of());
  }

  private List<Candidate> candidates(Random random, int round) {
    List<Candidate> candidates = new ArrayList<>();
    double score = 1;
    for (int number = 0; number < 8; number++) {
      String category = List.of("sport", "books", "garden", "other").get(random.nextInt(4));
      candidates.add(candidate("item-" + round + "-" + number, category, score));
      score *= random.nextDouble(0.5, 0.99);
    }
    return candidates;
  }

  private Candidate candidate(String itemId, String category, double score) {
    catalogue.put(itemId, null, category, true, false);
    return Candidate.scored(catalogue.find(itemId).orElseThrow(), score, 0);
  }
}
