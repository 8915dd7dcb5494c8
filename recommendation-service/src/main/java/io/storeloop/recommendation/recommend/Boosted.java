package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.merchandising.RulesInForce;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders the first candidates of another source by their boosted scores; what follows follows. */
final class Boosted implements Candidates {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed();

  private final Candidates source;
  private final RulesInForce rules;
  private final int limit;
  private @Nullable Deque<Candidate> sorted;

  private Boosted(Candidates source, RulesInForce rules, int limit) {
    this.source = source;
    this.rules = rules;
    this.limit = limit;
  }

  /** {@code limit}: how many candidates are looked at. */
  static Candidates of(Candidates source, RulesInForce rules, int limit) {
    return rules.changesScores() ? new Boosted(source, rules, limit) : source;
  }

  @Override
  public @Nullable Candidate next() {
    if (sorted == null) {
      sorted = sort();
    }
    Candidate best = sorted.poll();
    return best == null ? source.next() : best;
  }

  private Deque<Candidate> sort() {
    List<Candidate> first = new ArrayList<>();
    Candidate candidate = source.next();
    while (candidate != null) {
      first.add(candidate.times(rules.factor(candidate.item())));
      candidate = first.size() < limit ? source.next() : null;
    }
    first.sort(BEST_FIRST);
    return new ArrayDeque<>(first);
  }
}
