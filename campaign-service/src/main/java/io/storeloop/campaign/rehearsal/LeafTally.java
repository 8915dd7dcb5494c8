package io.storeloop.campaign.rehearsal;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Leaf;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts for each clause of a condition how often it was true. Not thread-safe. */
final class LeafTally {
  private final Map<Leaf, long[]> trueMoments = new LinkedHashMap<>();
  private long moments;

  LeafTally(Condition condition) {
    leaves(condition);
  }

  private void leaves(Condition condition) {
    switch (condition) {
      case And(List<Condition> clauses) -> clauses.forEach(this::leaves);
      case Or(List<Condition> clauses) -> clauses.forEach(this::leaves);
      case Not(Condition clause) -> leaves(clause);
      case Leaf leaf -> trueMoments.put(leaf, new long[1]);
      case Condition.Always always -> {}
    }
  }

  void add(Subject subject, Instant at) {
    moments++;
    trueMoments.forEach((leaf, count) -> {
      if (ConditionEvaluator.matches(leaf, subject, at)) {
        count[0]++;
      }
    });
  }

  /** In the order of the condition. */
  List<RehearsalReport.Clause> told() {
    List<RehearsalReport.Clause> told = new ArrayList<>();
    trueMoments.forEach((leaf, count) ->
        told.add(
            new RehearsalReport.Clause(
                ConditionWriter.write(leaf), count[0], moments, count[0] == 0)));
    return told;
  }
}
