package io.storeloop.algorithms.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.Recency;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class HistorySearchTest {
  private static final int ITEMS = 40;
  private static final SearchOptions QUICK = SearchOptions.nextItem(2, 1).within(60, 60);

  @Test
  void whereOneItemFollowsAnotherASequentialFormWins() throws InterruptedException {
    Histories histories = walks(300, true);

    FoundRecipe found = HistorySearch.run(histories, QUICK, System::nanoTime);

    assertThat(found.families().keySet())
        .contains(
            "sequentialKernel", "kernel", "transitions", "sparseEase", "ease", "userNeighbours")
        .last()
        .isEqualTo("popularity");
    assertThat(found.kernel().options().gapDecay() < 1 || found.kernel().options().backward() < 1)
        .isTrue();
    assertThat(found.families().values().iterator().next().hitRate()).isGreaterThan(0.9);
    // after 5 comes 6, with few exceptions
    assertThat(bestAfter(found.recipe().fit(histories, 1), 3, 4, 5)).isEqualTo(6);
  }

  @Test
  void sameHistoriesAndOptionsFindTheSameOnAnyNumberOfThreads() throws InterruptedException {
    Histories histories = walks(80, true);
    var oneThread = SearchOptions.nextItem(1, 1).within(1e6, 40);
    var threeThreads = SearchOptions.nextItem(3, 1).within(1e6, 40);

    FoundRecipe found = HistorySearch.run(histories, oneThread, System::nanoTime);
    FoundRecipe again = HistorySearch.run(histories, threeThreads, System::nanoTime);

    assertThat(again.recipe()).isEqualTo(found.recipe());
    assertThat(again.settingsTried()).isEqualTo(found.settingsTried());
  }

  @Test
  void timeByTheCallersClockEndsTheSearch() throws InterruptedException {
    var clock = new AtomicLong();

    // every look at the clock costs a second
    FoundRecipe found =
        HistorySearch.run(
            walks(80, true), QUICK.within(3, 1_000), () -> clock.addAndGet(1_000_000_000));

    // one point of each family is always tried
    assertThat(found.settingsTried()).isLessThan(10);
    assertThat(found.recipe().fit(walks(80, true), 1).itemCount()).isEqualTo(ITEMS);
  }

  @Test
  void withoutOrderNothingIsLearntFromIt() throws InterruptedException {
    var options = SearchOptions.completion(1, 1).within(60, 40);

    FoundRecipe found = HistorySearch.run(walks(100, false), options, System::nanoTime);

    assertThat(found.families()).doesNotContainKeys("sequentialKernel", "transitions");
    assertThat(found.kernel().recency().fading()).isEqualTo(1);
    assertThat(found.kernel().settings())
        .containsEntry("gapDecay", 1.0)
        .containsEntry("backward", 1.0);
  }

  @Test
  void withoutRepeatsWhatAUserHadScoresLowest() throws InterruptedException {
    Histories histories = walks(80, true);

    FoundRecipe found = HistorySearch.run(histories, QUICK.within(60, 5), System::nanoTime);

    double[] scores = new double[ITEMS];
    found.recipe().fit(histories, 1).score(new int[] {3, 4, 5}, 3, scores);
    assertThat(Arrays.stream(scores).min().orElseThrow())
        .isNegative()
        .isEqualTo(scores[4])
        .isEqualTo(scores[5]);
  }

  @Test
  void whereItemsComeBackTheHistoryItselfIsAFamily() throws InterruptedException {
    int[] items = new int[120];
    int[] starts = new int[21];
    for (int user = 0; user < 20; user++) {
      for (int i = 0; i < 6; i++) {
        items[6 * user + i] = (7 * user + i % 2) % ITEMS;
      }
      starts[user + 1] = 6 * (user + 1);
    }
    var histories = Histories.of(starts, items, ITEMS, true);

    FoundRecipe found = HistorySearch.run(histories, QUICK.withRepeats(true), System::nanoTime);

    assertThat(found.families().get("again").hitRate()).isEqualTo(1);
  }

  @Test
  void onlyWhatIsAskedForIsTried() throws InterruptedException {
    var kernelAlone = QUICK.among(Set.of(ModelFamily.KERNEL));

    FoundRecipe found = HistorySearch.run(walks(80, true), kernelAlone, System::nanoTime);

    assertThat(found.families()).containsOnlyKeys("sequentialKernel", "kernel", "transitions");
    assertThat(found.recipe()).isEqualTo(new HistoryRecipe.Unseen(found.kernel()));
  }

  @Test
  void settingsOfABlendNameTheirFamily() {
    var recipe =
        new HistoryRecipe.Blend(
            List.of(new HistoryRecipe.Popularity(), new HistoryRecipe.Again(new Recency(0.5, 10))),
            List.of(1.0, 0.2));

    assertThat(recipe.settings())
        .containsEntry("popularity.weight", 1.0)
        .containsEntry("again.weight", 0.2)
        .containsEntry("again.fading", 0.5)
        .containsEntry("again.latest", 10);
  }

  @Test
  void nothingToKeepBackAndNonsenseAreRefused() {
    var single = Histories.of(new int[] {0, 1}, new int[] {0}, 1, true);

    assertThatThrownBy(() -> HistorySearch.run(single, QUICK, System::nanoTime))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no history has an item that can be kept back");
    assertThatThrownBy(() -> QUICK.withGoal(Goal.RECALL, 0)).hasMessageContaining("k must be 1");
    assertThatThrownBy(() -> QUICK.withNegatives(-1)).hasMessageContaining("negatives");
    assertThatThrownBy(() -> QUICK.within(0, 1)).hasMessageContaining("seconds");
    assertThatThrownBy(() -> QUICK.within(1, 0)).hasMessageContaining("maxSettings");
  }

  /** Users who walk upwards through the catalogue, with an exception every tenth step. */
  private static Histories walks(int users, boolean ordered) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    int[] starts = new int[users + 1];
    int[] items = new int[8 * users];
    for (int user = 0; user < users; user++) {
      int item = random.nextInt(ITEMS);
      for (int i = 0; i < 8; i++) {
        item = random.nextInt(10) == 0 ? random.nextInt(ITEMS) : (item + 1) % ITEMS;
        items[8 * user + i] = item;
      }
      starts[user + 1] = 8 * (user + 1);
    }
    return Histories.of(starts, items, ITEMS, ordered);
  }

  private static int bestAfter(ItemScorer scorer, int... items) {
    double[] scores = new double[scorer.itemCount()];
    scorer.score(items, items.length, scores);
    int best = 0;
    for (int item = 1; item < scores.length; item++) {
      best = scores[item] > scores[best] ? item : best;
    }
    return best;
  }
}
