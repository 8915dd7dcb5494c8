package io.storeloop.algorithms.similarity;

import static io.storeloop.algorithms.similarity.InteractionFixture.GLOVES;
import static io.storeloop.algorithms.similarity.InteractionFixture.HAT;
import static io.storeloop.algorithms.similarity.InteractionFixture.SCARF;
import static io.storeloop.algorithms.similarity.InteractionFixture.SHOES;
import static io.storeloop.algorithms.similarity.InteractionFixture.SOCKS;
import static io.storeloop.algorithms.similarity.InteractionFixture.matrixOf;
import static io.storeloop.algorithms.similarity.InteractionFixture.seeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.similarity.ScoredItem.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PersonalScorerTest {
  private static final int ITEMS = 120;

  /** shoes → socks 0.5, hat 0.25; socks → hat 0.5, shoes 0.25; scarf → gloves 1. */
  private final PersonalScorer scorer =
      new PersonalScorer(
          new Neighbours(
              new int[] {0, 2, 4, 4, 5, 5},
              new int[] {SOCKS, HAT, HAT, SHOES, GLOVES},
              new float[] {0.5f, 0.25f, 0.5f, 0.25f, 1}));

  @Test
  void scoreIsTheSumOfWeightTimesSimilarityAndNamesItsReasons() {
    var history = History.of(new int[] {SHOES, SOCKS}, new float[] {2, 1});

    List<ScoredItem> top = scorer.top(history, history::contains, 10);

    // hat: 2 · 0.25 from the shoes, 1 · 0.5 from the socks
    var hat =
        new ScoredItem(HAT, 1, List.of(new Contribution(SHOES, 0.5), new Contribution(SOCKS, 0.5)));
    assertThat(top).containsExactly(hat);
    assertThat(hat.share(hat.contributions().get(0))).isEqualTo(0.5);
  }

  @Test
  void seenItemsMayBeAskedForAgainAndTiesGoToTheLowerIndex() {
    var history = History.of(new int[] {SHOES, SOCKS}, new float[] {1, 2});

    List<ScoredItem> top = scorer.top(history, item -> false, 10);

    // hat 0.25 + 1; socks 0.5 and shoes 0.5
    assertThat(top).extracting(ScoredItem::item).containsExactly(HAT, SHOES, SOCKS);
    assertThat(top).extracting(ScoredItem::score).containsExactly(1.25, 0.5, 0.5);
  }

  @Test
  void theAnswerIsCutAtTheLimit() {
    var history = History.of(new int[] {SHOES, SCARF}, new float[] {1, 1});

    assertThat(scorer.top(history, history::contains, 1))
        .extracting(ScoredItem::item)
        .containsExactly(GLOVES);
  }

  @Test
  void aHistoryThatSaysNothingGetsAnEmptyAnswer() {
    var unknown = History.of(new int[] {HAT, 99}, new float[] {1, 1});

    assertThat(scorer.top(unknown, item -> false, 10)).isEmpty();
    assertThat(scorer.top(History.of(new int[0], new float[0]), item -> false, 10)).isEmpty();
  }

  @Test
  void givenCandidatesAreAllOrderedAndThoseWithoutReasonsComeLast() {
    var history = History.of(new int[] {SHOES}, new float[] {1});

    List<ScoredItem> ordered = scorer.order(history, new int[] {GLOVES, HAT, SCARF, SOCKS});

    assertThat(ordered).extracting(ScoredItem::item).containsExactly(SOCKS, HAT, SCARF, GLOVES);
    assertThat(ordered.get(3)).isEqualTo(new ScoredItem(GLOVES, 0, List.of()));
  }

  @Test
  void reasonsAddUpToTheScoreToTheBit() throws Exception {
    PersonalScorer learnt = new PersonalScorer(learntNeighbours());

    for (int seed = 0; seed < 50; seed++) {
      History history = aHistory(seed);
      for (ScoredItem scored : learnt.top(history, history::contains, 20)) {
        double sum = 0;
        double shares = 0;
        for (Contribution contribution : scored.contributions()) {
          sum += contribution.amount();
          shares += scored.share(contribution);
        }
        assertThat(sum).isEqualTo(scored.score());
        assertThat(shares).isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void withoutTheNamedItemTheScoreFallsByItsContribution() throws Exception {
    PersonalScorer learnt = new PersonalScorer(learntNeighbours());
    var both = History.of(new int[] {3, 8}, new float[] {1, 0.5f});
    var without = History.of(new int[] {3}, new float[] {1});

    ScoredItem before =
        learnt.top(both, both::contains, ITEMS).stream()
            .filter(scored -> scored.contributions().size() == 2)
            .findFirst()
            .orElseThrow();
    ScoredItem after = learnt.order(without, new int[] {before.item()}).getFirst();

    assertThat(after.score()).isEqualTo(before.contributions().get(0).amount());
  }

  @Test
  void agreesWithScoringEveryItemOneByOne() throws Exception {
    Neighbours neighbours = learntNeighbours();
    var learnt = new PersonalScorer(neighbours);
    var scratch = learnt.newScratch();

    for (int seed = 0; seed < 50; seed++) {
      History history = aHistory(seed);
      List<ScoredItem> top = learnt.top(history, history::contains, 15, scratch);

      assertThat(top).extracting(ScoredItem::item).isEqualTo(naiveTop(neighbours, history, 15));
    }
  }

  @Test
  void manyThreadsGetTheAnswersOfOne() throws Exception {
    var learnt = new PersonalScorer(learntNeighbours());
    List<List<ScoredItem>> expected = new ArrayList<>();
    List<Callable<List<ScoredItem>>> questions = new ArrayList<>();
    for (int seed = 0; seed < 200; seed++) {
      History history = aHistory(seed);
      expected.add(learnt.top(history, history::contains, 10));
      questions.add(() -> learnt.top(history, history::contains, 10));
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<ScoredItem>>> answers = threads.invokeAll(questions);

      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(expected.get(i));
      }
    }
  }

  @Test
  void aFailingFilterLeavesTheScratchUsable() {
    var history = History.of(new int[] {SHOES}, new float[] {1});
    var scratch = scorer.newScratch();

    assertThatThrownBy(() ->
            scorer.top(
                history,
                item -> {
                  throw new IllegalStateException("filter broke");
                },
                5,
                scratch))
        .hasMessage("filter broke");
    assertThat(scorer.top(history, history::contains, 5, scratch))
        .extracting(ScoredItem::score)
        .containsExactly(0.5, 0.25);
  }

  @Test
  void refusesNonsense() {
    var history = History.of(new int[] {SHOES}, new float[] {1});
    var otherModel = new PersonalScorer(new Neighbours(new int[] {0, 0}, new int[0], new float[0]));

    assertThatThrownBy(() -> scorer.top(history, history::contains, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit must be between 1 and 10000, but was 0");
    assertThatThrownBy(() -> scorer.top(history, history::contains, 5, otherModel.newScratch()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scratch must be for 5 items, but was for 1");
    assertThatThrownBy(() -> scorer.order(history, new int[] {HAT, SOCKS, HAT}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("candidate 2 is named twice");
    assertThatThrownBy(() -> scorer.order(history, new int[10_001]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 10000");
    assertThatThrownBy(() -> scorer.order(history, new int[] {5}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static Neighbours learntNeighbours() throws InterruptedException {
    InteractionMatrix matrix = matrixOf(80, ITEMS, seeded(11, 80, ITEMS, 1500, true));
    return CooccurrenceKernel.build(
        matrix, CooccurrenceOptions.balanced().withNeighbourLimit(30), 1);
  }

  private static History aHistory(int seed) {
    int[] items = new int[6];
    for (int i = 0; i < items.length; i++) {
      items[i] = (seed * 7 + i * i * 5) % ITEMS;
    }
    return History.ofLatest(items, 0.7, 6);
  }

  private static List<Integer> naiveTop(Neighbours neighbours, History history, int limit) {
    record Scored(int item, double score) {}
    List<Scored> all = new ArrayList<>();
    for (int item = 0; item < neighbours.itemCount(); item++) {
      double score = 0;
      for (int place = 0; place < history.size(); place++) {
        score +=
            (double) history.weight(place)
                * neighbours.similarityBetween(history.item(place), item);
      }
      if (score > 0 && !history.contains(item)) {
        all.add(new Scored(item, score));
      }
    }
    all.sort(Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::item));
    return all.stream().limit(limit).map(Scored::item).toList();
  }
}
