package io.storeloop.recommendation.evaluation.learning;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.tuning.FoundRecipe;
import io.storeloop.algorithms.tuning.Goal;
import io.storeloop.algorithms.tuning.Histories;
import io.storeloop.algorithms.tuning.HistorySearch;
import io.storeloop.algorithms.tuning.HoldOut;
import io.storeloop.algorithms.tuning.SearchOptions;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.recommendation.evaluation.protocol.EvaluationProtocol;
import io.storeloop.recommendation.evaluation.protocol.EvaluationTask;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Lets the search for models of whole histories choose, as the training of a shop does. */
final class HistoryModelSearch implements ModelSearch {
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  /** List lengths that the published tables of these protocols look at. */
  private static final int NEXT_ITEM_K = 10;

  private static final int COMPLETION_K = 20;

  @Override
  public ChosenModel choose(EvaluationTask task, long seed, Duration budget, int threads)
      throws InterruptedException {
    Histories histories = task.histories();
    SearchOptions options =
        options(task, threads, seed)
            .within(budget.toMillis() / MILLIS, SearchOptions.DEFAULT_MAX_SETTINGS);
    FoundRecipe found = search(histories, options);
    long from = System.nanoTime();
    ItemScorer scorer = found.recipe().fit(histories, threads);
    double trainSeconds = (System.nanoTime() - from) / NANOS;
    return new ChosenModel(scorer, settings(found, options), found.seconds(), trainSeconds);
  }

  private static FoundRecipe search(Histories histories, SearchOptions options)
      throws InterruptedException {
    try {
      return HistorySearch.run(histories, options, System::nanoTime);
    } catch (IllegalArgumentException tooLittle) {
      throw new EvaluationRefusal(
          "The training data do not allow a choice: " + tooLittle.getMessage() + ".", tooLittle);
    }
  }

  /** What is kept back of the training data resembles what the protocol keeps back of all. */
  private static SearchOptions options(EvaluationTask task, int threads, long seed) {
    if (task.protocol() == EvaluationProtocol.SPLIT && !task.ordered()) {
      return SearchOptions.completion(threads, seed).withGoal(Goal.NDCG, COMPLETION_K);
    }
    return SearchOptions.nextItem(threads, seed)
        .withHoldOut(task.ordered() ? HoldOut.LAST : HoldOut.RANDOM_ONE)
        .withGoal(Goal.NDCG, NEXT_ITEM_K)
        .withNegatives(task.negatives());
  }

  private static Map<String, Object> settings(FoundRecipe found, SearchOptions options) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("family", found.recipe().family());
    settings.putAll(found.recipe().settings());
    settings.put("tried", found.settingsTried());
    settings.put("keptBack", words(options.holdOut().name()));
    settings.put("goal", words(options.goal().name()) + "@" + options.k());
    settings.put("validationUsers", found.validationUsers());
    Map<String, Object> validation = new LinkedHashMap<>();
    found.families().forEach((family, result) -> validation.put(family, result(result)));
    settings.put("validation", validation);
    return settings;
  }

  private static Map<String, Object> result(FoundRecipe.FamilyResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hitRate", result.hitRate());
    fields.put("ndcg", result.ndcg());
    fields.put("settings", result.settings());
    return fields;
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
