package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.KernelScorer;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.workers.BlockWorkers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Learns the order in which a {@link Reranker} puts the best candidates, from users whose kept-back
 * items are not used to judge it: the second half of the cut, or whoever no comparison asked.
 * Accepted only if it then beats what it starts from by more than chance; after that it is learnt
 * anew from all.
 */
final class RerankSearch {
  private static final int USERS_PER_BLOCK = 16;

  /** Most users to learn the order from whose item is among the candidates. */
  private static final int MAX_LISTS = 6_000;

  /** Fewer teach nothing. */
  private static final int MIN_LISTS = 100;

  private static final int TYPICAL_USERS = 200;

  private final Validation validation;
  private final BlockWorkers workers;
  private final boolean repeats;
  private final List<HistoryRecipe> recipes = new ArrayList<>();
  private final List<ItemScorer> parts = new ArrayList<>();
  private final double[] baseWeights;
  private final ItemFacts facts;
  private double typical;

  private RerankSearch(
      List<Climb.Found> families,
      Climb.Found base,
      HistoryRecipe.Kernel kernel,
      Validation validation,
      BlockWorkers workers,
      boolean repeats) {
    this.validation = validation;
    this.workers = workers;
    this.repeats = repeats;
    this.facts = new ItemFacts(validation.train());
    addParts(families, kernel);
    this.baseWeights = baseWeights(base.recipe());
  }

  static Optional<Climb.Found> run(
      List<Climb.Found> families,
      Climb.Found base,
      HistoryRecipe.Kernel kernel,
      Validation validation,
      BlockWorkers workers,
      boolean repeats)
      throws InterruptedException {
    var search = new RerankSearch(families, base, kernel, validation, workers, repeats);
    return search.search(base);
  }

  private Optional<Climb.Found> search(Climb.Found base) throws InterruptedException {
    typical = typical();
    int users = validation.cut().users.length;
    int judges = Math.min(validation.userCount(), users / 2);
    float[][] features = new float[users][];
    boolean[][] choices = new boolean[users][];
    workers.run(
        users,
        USERS_PER_BLOCK,
        (from, to) -> {
          double[] scores = new double[validation.train().itemCount()];
          Reranker reranker = reranker(new double[0]);
          for (int i = from; i < to; i++) {
            collect(reranker, i, scores, features, choices);
          }
        });
    Lists lists = lists(features, choices, judges);
    if (lists.size() < MIN_LISTS) {
      return Optional.empty();
    }
    Judgement judgement = validation.judge(reranker(lists.weights())).first(judges);
    double standardErrors = BlendSearch.standardErrors(validation.train().ordered());
    if (!judgement.beats(base.judgement().first(judges), standardErrors)) {
      return Optional.empty();
    }
    double[] weights = lists(features, choices, 0).weights();
    var recipe =
        new HistoryRecipe.Reranked(recipes, boxed(baseWeights), boxed(weights), typical, repeats);
    return Optional.of(new Climb.Found(recipe, reranker(weights), judgement));
  }

  /** The families, best first, and what the kernel says of the last item alone. */
  private void addParts(List<Climb.Found> families, HistoryRecipe.Kernel kernel) {
    families.stream()
        .filter(found -> !(found.recipe() instanceof HistoryRecipe.Popularity))
        .sorted(
            Comparator.comparingDouble((Climb.Found found) -> found.judgement().goal()).reversed())
        .forEach(found -> {
          recipes.add(found.recipe());
          parts.add(found.scorer());
        });
    int at = recipes.indexOf(kernel);
    if (validation.train().ordered() && parts.get(at) instanceof KernelScorer scorer) {
      Recency last = new Recency(1, 1);
      recipes.add(new HistoryRecipe.Kernel("lastItem", kernel.options(), last));
      parts.add(scorer.with(last));
    }
  }

  private double[] baseWeights(HistoryRecipe base) {
    double[] weights = new double[parts.size()];
    if (base instanceof HistoryRecipe.Blend blend) {
      for (int part = 0; part < blend.parts().size(); part++) {
        int at = recipes.indexOf(blend.parts().get(part));
        if (at >= 0) {
          weights[at] = blend.weights().get(part);
        }
      }
    } else {
      weights[Math.max(0, recipes.indexOf(base))] = 1;
    }
    return weights;
  }

  private double typical() {
    int users = Math.min(TYPICAL_USERS, validation.cut().users.length);
    double[] scores = new double[validation.train().itemCount()];
    double sum = 0;
    for (int i = 0; i < users; i++) {
      int[] history = validation.train().items(validation.cut().users[i]);
      parts.getFirst().score(history, history.length, scores);
      double highest = 0;
      for (double score : scores) {
        highest = Math.max(highest, score);
      }
      sum += highest;
    }
    return sum > 0 ? sum / users : 1;
  }

  private Reranker reranker(double[] weights) {
    return new Reranker(parts, baseWeights, facts, weights, typical, repeats);
  }

  private void collect(
      Reranker reranker, int index, double[] scores, float[][] features, boolean[][] choices) {
    int[] history = validation.train().items(validation.cut().users[index]);
    Reranker.Candidates candidates = reranker.candidates(history, history.length, scores);
    boolean[] chosen = new boolean[candidates.items().length];
    boolean any = false;
    for (int c = 0; c < chosen.length; c++) {
      for (int target : validation.cut().targets[index]) {
        chosen[c] |= target == candidates.items()[c];
      }
      any |= chosen[c];
    }
    if (any) {
      features[index] = candidates.features();
      choices[index] = chosen;
    }
  }

  private Lists lists(float[][] features, boolean[][] choices, int from) {
    var lists = new Lists(Reranker.featureCount(parts.size()));
    for (int i = from; i < features.length && lists.size() < MAX_LISTS; i++) {
      if (choices[i] != null) {
        lists.add(features[i], choices[i]);
      }
    }
    return lists;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
