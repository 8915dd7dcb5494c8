package io.storeloop.algorithms.session;

import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import java.util.LinkedHashMap;

/**
 * What {@link SessionSearch} chose, learnt from all sessions.
 *
 * @param kernelOptions how {@code fusion}'s neighbours were learnt; means nothing where its lambda
 *     is 0
 * @param tried number of settings that were judged
 * @param questions number of steps that the chosen one was judged by
 * @param hitRate share of them whose answer was in the list, by sessions that were held back
 * @param reciprocalRank mean of 1 / place of the answer, 0 beyond the list
 */
public record SessionChoice(
    SessionIndex index,
    SessionOptions options,
    CooccurrenceOptions kernelOptions,
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
    settings.put("kernelLambda", fusion.lambda());
    if (!fusion.isNone()) {
      settings.put("kernelFading", fusion.fading());
      settings.put("kernelGapDecay", kernelOptions.gapDecay());
      settings.put("kernelBackward", kernelOptions.backward());
      settings.put("kernelWindow", kernelOptions.window());
      settings.put("kernelSourceExponent", kernelOptions.sourceExponent());
      settings.put("kernelTargetExponent", kernelOptions.targetExponent());
      settings.put("kernelNeighbours", kernelOptions.neighbourLimit());
    }
    return settings;
  }
}
