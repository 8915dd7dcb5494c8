package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.merchandising.RulesInForce;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of one rung after those of the other, each item once. What the shop has buried
 * comes behind all rungs, in the same order.
 */
final class Ladder implements Candidates {
  /** Buried items remembered; the rest is not shown at all. */
  private static final int MAX_BURIED = 1_000;

  private final Deque<Candidates> rungs;
  private final RulesInForce rules;
  private final Deque<Candidate> buried = new ArrayDeque<>();
  private final SeenItems seen = new SeenItems();

  Ladder(List<Candidates> rungs, RulesInForce rules) {
    this.rungs = new ArrayDeque<>(rungs);
    this.rules = rules;
  }

  @Override
  public @Nullable Candidate next() {
    while (!rungs.isEmpty()) {
      Candidate candidate = rungs.getFirst().next();
      if (candidate == null) {
        rungs.removeFirst();
      } else if (seen.add(candidate.item().index())) {
        if (!rules.buries(candidate.item())) {
          return candidate;
        }
        if (buried.size() < MAX_BURIED) {
          buried.add(candidate);
        }
      }
    }
    return buried.poll();
  }
}
