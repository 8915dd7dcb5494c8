package io.storeloop.algorithms.tuning;

import java.util.Map;

/**
 * What a search found.
 *
 * @param recipe the best, to be learnt on all histories with {@link HistoryRecipe#fit}; without
 *     repeats its scorer gives the items of a history the lowest score
 * @param kernel the best single form of the kernel, for what needs neighbour lists and reasons
 *     rather than scores
 * @param settingsTried how many settings were compared
 * @param seconds how long the search took by the caller's clock
 * @param validationUsers how many users' kept-back items the families and the blend were judged by;
 *     the learnt order by at most the first half of all
 * @param families how the best of each family did there, best first
 */
public record FoundRecipe(
    HistoryRecipe recipe,
    HistoryRecipe.Kernel kernel,
    int settingsTried,
    double seconds,
    int validationUsers,
    Map<String, FamilyResult> families) {
  /**
   * How a family did on what was kept back.
   *
   * @param goal what the search maximised
   * @param hitRate hit rate at the same length of list
   * @param ndcg nDCG at the same length of list
   * @param settings of its best member
   */
  public record FamilyResult(
      double goal, double hitRate, double ndcg, Map<String, Object> settings) {}
}
