package io.storeloop.algorithms.session;

import java.util.LinkedHashMap;

/**
 * What {@link SessionSearch} chose, learnt from all sessions.
 *
 * @param recipe how {@code fusion} was learnt, to learn it again from later sessions
 * @param tried number of settings that were judged
 * @param questions number of steps that the chosen one was judged by
 * @param hitRate share of them whose answer was in the list, by sessions that were held back
 * @param reciprocalRank mean of 1 / place of the answer, 0 beyond the list
 */
public record SessionChoice(
    SessionIndex index,
    SessionOptions options,
    KernelRecipe recipe,
    KernelFusion fusion,
    int tried,
    int questions,
    double hitRate,
    double reciprocalRank) {

  /** A scorer of the chosen settings over all sessions that were given. */
  public SessionScorer scorer() {
    return new SessionScorer(index, options, fusion);
  }

  /** The settings by name, numbers and strings only, for a report. */
  public LinkedHashMap<String, Object> settings() {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("neighbours", options.neighbours());
    settings.put("newestSessions", options.newestSessions());
    settings.put("queryItems", options.queryItems());
    settings.put("queryDecay", options.queryDecay().toString());
    settings.put("ageDecay", options.ageDecay().toString());
    settings.put("matchDecay", options.matchDecay().toString());
    settings.put("placeDecay", options.placeDecay().toString());
    settings.put("backward", options.backward());
    settings.put("lengthExponent", options.lengthExponent());
    settings.put("idfWeight", options.idfWeight());
    settings.put("currentWeight", options.currentWeight());
    settings.put("seenWeight", options.seenWeight());
    settings.put("kernelLambda", recipe.lambda());
    if (!fusion.isNone()) {
      settings.put("kernelFading", recipe.fading());
      settings.put("kernelTwoStepWeight", recipe.twoStepWeight());
      settings.put("kernelGapDecay", recipe.options().gapDecay());
      settings.put("kernelBackward", recipe.options().backward());
      settings.put("kernelWindow", recipe.options().window());
      settings.put("kernelSourceExponent", recipe.options().sourceExponent());
      settings.put("kernelTargetExponent", recipe.options().targetExponent());
      settings.put("kernelNeighbours", recipe.options().neighbourLimit());
    }
    return settings;
  }
}
