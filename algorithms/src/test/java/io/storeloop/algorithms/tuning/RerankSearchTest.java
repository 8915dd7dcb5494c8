package io.storeloop.algorithms.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.PopularityScorer;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.workers.BlockWorkers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RerankSearchTest {
  private static final int ITEMS = 50;
  private static final SearchOptions OPTIONS =
      SearchOptions.completion(1, 1).withHoldOut(HoldOut.RANDOM_ONE);

  /** Everybody takes four items by chance, those of low indexes far more often. */
  private static final Histories SKEWED = skewed(1_000);

  @Test
  void modelThatKnowsNoPopularityIsPutIntoItsOrder() throws InterruptedException {
    Optional<Climb.Found> found = search(new Constant());

    assertThat(found).isPresent();
    var recipe = (HistoryRecipe.Reranked) found.orElseThrow().recipe();
    int popularity = Reranker.featureCount(1) - ItemFacts.COUNT;
    assertThat(recipe.order().get(popularity)).isPositive();
    double[] scores = new double[ITEMS];
    found.orElseThrow().scorer().score(new int[0], 0, scores);
    assertThat(scores[0]).isGreaterThan(scores[ITEMS - 1]);
  }

  @Test
  void orderThatAddsNothingIsNotTaken() throws InterruptedException {
    Optional<Climb.Found> found = search(new PopularityScorer(SKEWED.toMatrix()));

    assertThat(found).isEmpty();
  }

  private static Optional<Climb.Found> search(ItemScorer scorer) throws InterruptedException {
    var recipe = new HistoryRecipe.Kernel("kernel", CooccurrenceOptions.cosine(), Recency.NONE);
    try (var workers = new BlockWorkers("test", 1)) {
      var validation = new Validation(ValidationCut.of(SKEWED, OPTIONS), OPTIONS, workers);
      var base = new Climb.Found(recipe, scorer, validation.judge(scorer));
      return RerankSearch.run(List.of(base), base, recipe, validation, workers, false);
    }
  }

  private static Histories skewed(int users) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    int[] starts = new int[users + 1];
    int[] items = new int[4 * users];
    for (int i = 0; i < items.length; i++) {
      items[i] = (int) (ITEMS * Math.pow(random.nextDouble(), 3));
    }
    Arrays.setAll(starts, user -> 4 * user);
    return Histories.of(starts, items, ITEMS, false);
  }

  private record Constant() implements ItemScorer {
    @Override
    public int itemCount() {
      return ITEMS;
    }

    @Override
    public void score(int[] items, int size, double[] scores) {
      Arrays.fill(scores, 1);
    }
  }
}
