package io.storeloop.benchmarks;

import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.similarity.PersonalScorer;
import io.storeloop.algorithms.similarity.ScoredItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The 20 best items with their reasons for histories of five items, against a boxed map without
 * reasons.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class PersonalScorerBenchmark {
  private static final int USERS = 20_000;
  private static final int ITEMS = 10_000;
  private static final int PURCHASES = 500_000;
  private static final long SEED = 42;
  private static final int ANSWERS = 20;
  private static final int HISTORY_ITEMS = 5;
  private static final double FADING = 0.6;

  /** Neighbours per item. */
  @Param({"50", "100"})
  public int neighbourLimit;

  private Neighbours neighbours = new Neighbours(new int[1], new int[0], new float[0]);
  private PersonalScorer scorer = new PersonalScorer(neighbours);
  private PersonalScorer.Scratch scratch = scorer.newScratch();
  private List<History> histories = List.of();
  private int next;

  @Setup
  public void learn() throws InterruptedException {
    InteractionMatrix interactions = SyntheticShop.interactions(USERS, ITEMS, PURCHASES, SEED);
    var options = CooccurrenceOptions.cosine().withNeighbourLimit(neighbourLimit);
    neighbours =
        CooccurrenceKernel.build(interactions, options, Runtime.getRuntime().availableProcessors());
    scorer = new PersonalScorer(neighbours);
    scratch = scorer.newScratch();
    histories = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      histories.add(historyOf(user, interactions));
    }
  }

  @Benchmark
  public List<ScoredItem> ownScratch() {
    History history = nextHistory();
    return scorer.top(history, history::contains, ANSWERS, scratch);
  }

  @Benchmark
  public List<ScoredItem> borrowedScratch() {
    History history = nextHistory();
    return scorer.top(history, history::contains, ANSWERS);
  }

  @Benchmark
  public List<Map.Entry<Integer, Double>> hashMapWithoutReasons() {
    History history = nextHistory();
    Map<Integer, Double> scores = new HashMap<>();
    for (int place = 0; place < history.size(); place++) {
      int source = history.item(place);
      for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
        double amount = (double) history.weight(place) * neighbours.similarity(entry);
        scores.merge(neighbours.item(entry), amount, Double::sum);
      }
    }
    return scores.entrySet().stream()
        .filter(scored -> !history.contains(scored.getKey()))
        .sorted(Comparator.comparingDouble(scored -> -scored.getValue()))
        .limit(ANSWERS)
        .toList();
  }

  private History nextHistory() {
    next = (next + 1) % histories.size();
    return histories.get(next);
  }

  private static History historyOf(int user, InteractionMatrix interactions) {
    int[] items = new int[interactions.rowEnd(user) - interactions.rowStart(user)];
    for (int i = 0; i < items.length; i++) {
      items[i] = interactions.item(interactions.rowStart(user) + i);
    }
    return History.ofLatest(items, FADING, HISTORY_ITEMS);
  }
}
