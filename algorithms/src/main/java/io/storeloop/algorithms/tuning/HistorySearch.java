package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.PopularityScorer;
import io.storeloop.algorithms.workers.BlockWorkers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds which model of whole histories suits a shop, and its settings, from the shop's own
 * histories: a part of each is kept back, forms of the co-occurrence kernel, EASE^R over each
 * item's neighbours and exact for small catalogues, user-based collaborative filtering and the
 * popular items are tried on it, each walking from good starting points to better ones, and the
 * best are blended if that helps by more than chance.
 *
 * <pre>
 * FoundRecipe found = HistorySearch.run(histories, SearchOptions.nextItem(2, 1), System::nanoTime);
 * ItemScorer scorer = found.recipe().fit(histories, 2);
 * </pre>
 *
 * Nothing but {@code histories} is looked at. The result is a function of the histories and the
 * options, as long as the bound on settings ends the search and not the time.
 */
public final class HistorySearch {
  private final Validation validation;
  private final BlockWorkers workers;
  private final SearchOptions options;
  private final Budget budget;
  private final InteractionMatrix matrix;
  private final List<Climb.Found> found = new ArrayList<>();

  private HistorySearch(
      Validation validation, BlockWorkers workers, SearchOptions options, Budget budget) {
    this.validation = validation;
    this.workers = workers;
    this.options = options;
    this.budget = budget;
    this.matrix = validation.train().toMatrix();
  }

  /**
   * Searches.
   *
   * @param nanoClock tells nanoseconds, such as {@code System::nanoTime}
   * @throws IllegalArgumentException if no history has an item that can be kept back
   * @throws InterruptedException if the caller is interrupted; the search is given up
   */
  public static FoundRecipe run(Histories histories, SearchOptions options, LongSupplier nanoClock)
      throws InterruptedException {
    var budget = new Budget(nanoClock, options.seconds(), options.maxSettings());
    var cut = ValidationCut.of(histories, options);
    if (cut.users.length == 0) {
      throw new IllegalArgumentException(
          "no history has an item that can be kept back: two different items of one user are needed");
    }
    try (var workers = new BlockWorkers("validation", options.threads())) {
      return new HistorySearch(new Validation(cut, options, workers), workers, options, budget)
          .search();
    }
  }

  private FoundRecipe search() throws InterruptedException {
    boolean ordered = validation.train().ordered();
    int threads = options.threads();
    if (tries(ModelFamily.POPULARITY)) {
      addPopularity();
    }
    HistoryRecipe.Kernel kernel = addKernels(ordered);
    if (tries(ModelFamily.USER_NEIGHBOURS)) {
      climb(new UserNeighboursFamily(matrix, ordered), 0.56);
    }
    budget.upTo(0.7);
    if (tries(ModelFamily.SPARSE_EASE)
        && SparseEaseFamily.affordable(matrix, budget.secondsLeft(), threads)) {
      climb(new SparseEaseFamily(matrix, ordered, options), 0.7);
    }
    budget.upTo(0.75);
    if (tries(ModelFamily.EASE)
        && EaseFamily.affordable(matrix.itemCount(), budget.secondsLeft(), threads)) {
      climb(new EaseFamily(matrix, ordered, threads), 0.75);
    }
    if (options.repeats() && tries(ModelFamily.AGAIN)) {
      climb(new AgainFamily(matrix.itemCount()), 0.76);
    }
    budget.upTo(0.85);
    List<Climb.Found> families = List.copyOf(found);
    Climb.Found best = tries(ModelFamily.BLEND) ? blended(families) : best(families);
    best = reranked(families, best, kernel);
    return new FoundRecipe(
        options.repeats() ? best.recipe() : new HistoryRecipe.Unseen(best.recipe()),
        kernel,
        budget.tried(),
        budget.spent(),
        validation.userCount(),
        results());
  }

  private boolean tries(ModelFamily family) {
    return options.families().contains(family);
  }

  private Climb.Found blended(List<Climb.Found> families) throws InterruptedException {
    Climb.Found best = BlendSearch.run(families, validation, budget);
    if (best.recipe() instanceof HistoryRecipe.Blend) {
      found.add(best);
    }
    return best;
  }

  /** The first of the best. */
  private static Climb.Found best(List<Climb.Found> families) {
    Climb.Found best = families.getFirst();
    for (Climb.Found one : families) {
      best = one.judgement().goal() > best.judgement().goal() ? one : best;
    }
    return best;
  }

  /** The best with its candidates in a learnt order, if that is better. */
  private Climb.Found reranked(
      List<Climb.Found> families, Climb.Found best, HistoryRecipe.Kernel kernel)
      throws InterruptedException {
    budget.upTo(1);
    if (!tries(ModelFamily.LEARNT_ORDER) || options.negatives() > 0 || !budget.left()) {
      return best;
    }
    budget.count(1);
    Optional<Climb.Found> reranked =
        RerankSearch.run(families, best, kernel, validation, workers, options.repeats());
    reranked.ifPresent(found::add);
    return reranked.orElse(best);
  }

  private void addPopularity() throws InterruptedException {
    ItemScorer scorer = new PopularityScorer(matrix);
    budget.count(1);
    found.add(new Climb.Found(new HistoryRecipe.Popularity(), scorer, validation.judge(scorer)));
  }

  private HistoryRecipe.Kernel addKernels(boolean ordered) throws InterruptedException {
    int first = found.size();
    if (ordered) {
      climb(KernelFamily.sequential(matrix, options), 0.22);
      climb(KernelFamily.unordered(matrix, true, options), 0.36);
      climb(KernelFamily.transitions(matrix, options), 0.5);
    } else {
      climb(KernelFamily.unordered(matrix, false, options), 0.5);
    }
    return (HistoryRecipe.Kernel) best(found.subList(first, found.size())).recipe();
  }

  private void climb(Family family, double share) throws InterruptedException {
    budget.upTo(share);
    found.add(Climb.run(family, validation, budget));
  }

  private Map<String, FoundRecipe.FamilyResult> results() {
    Map<String, FoundRecipe.FamilyResult> results = new LinkedHashMap<>();
    found.stream()
        .sorted(Comparator.comparingDouble((Climb.Found one) -> one.judgement().goal()).reversed())
        .forEach(one ->
            results.put(
                one.recipe().family(),
                new FoundRecipe.FamilyResult(
                    one.judgement().goal(),
                    one.judgement().hitRate(),
                    one.judgement().ndcg(),
                    one.recipe().settings())));
    return results;
  }
}
