package io.storeloop.profile.segment;

import io.storeloop.common.conditions.AskedPaths;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Performed;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What all segments together ask of a profile.
 *
 * @param revision of the segments when they were read, or earlier
 * @param fingerprint changes with every change of a condition
 * @param bySegment the conditions without references, in the order of the segments' ids
 * @param counted the clauses that count events
 * @param askPredictions whether some ask for predictions
 * @param askClusters whether some ask for the name of the cluster
 * @param time how time alone changes answers
 */
record TrackedConditions(
    long revision,
    String fingerprint,
    Map<String, Condition> bySegment,
    List<Performed> counted,
    boolean askPredictions,
    boolean askClusters,
    NextChange time) {
  private static final String CLUSTER = "cluster";

  static TrackedConditions of(long revision, Segments.Definitions definitions) {
    Collection<Condition> all = definitions.conditions().values();
    return new TrackedConditions(
        revision,
        definitions.fingerprint(),
        definitions.conditions(),
        Performances.of(all),
        all.stream().anyMatch(AskedPaths::includePrediction),
        all.stream().flatMap(AskedPaths::of).anyMatch(CLUSTER::equals),
        NextChange.of(all));
  }
}
