package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.scoring.ItemSums;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.merchandising.RulesInForce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What behaviour speaks for, and new items that are like what the shopper knows, in one list by
 * score. Of an item that is found both ways and is among the best {@code most} of behaviour, what
 * behaviour says stands. One list's own.
 */
final class PersonalCandidates {
  private final Catalogue catalogue;
  private final LearntScores scores;
  private final Eligibility eligibility;
  private final RulesInForce rules;
  private final int most;

  /** {@code most}: how many of the best a list may choose from. */
  PersonalCandidates(
      Catalogue catalogue,
      LearntScores scores,
      Eligibility eligibility,
      RulesInForce rules,
      int most) {
    this.catalogue = catalogue;
    this.scores = scores;
    this.eligibility = eligibility;
    this.rules = rules;
    this.most = most;
  }

  /** What behaviour speaks for, best first, the buried behind. */
  List<Candidate> learnt(int limit) {
    return scores.best(eligibility, rules, limit);
  }

  /**
   * With new items among them, at least the first {@code wanted} as they would be with all.
   *
   * @param contentWeight what an item exactly like a whole history counts beside the best one
   * @param sums all 0, and cleared by the caller
   */
  List<Candidate> with(
      AlikeCandidates alike, Shopper shopper, double contentWeight, ItemSums sums, int wanted) {
    int limit = rules.hasBuried() ? most : wanted;
    List<Candidate> learnt = learnt(limit);
    double best = learnt.isEmpty() ? 1 : learnt.getFirst().score();
    double unit = contentWeight * best / alike.addUp(shopper, sums);
    List<Candidate> others = others(alike, shopper, unit, sums, learnt, limit);
    if (limit < most && hideBehaviour(others, learnt, limit)) {
      learnt = learnt(most);
      others = others(alike, shopper, unit, sums, learnt, most);
    }
    return merged(learnt, others);
  }

  private List<Candidate> others(
      AlikeCandidates alike,
      Shopper shopper,
      double unit,
      ItemSums sums,
      List<Candidate> learnt,
      int limit) {
    SeenItems known = new SeenItems();
    learnt.forEach(candidate -> known.add(candidate.item().index()));
    BestShown others = new BestShown(catalogue, eligibility, rules, limit);
    alike.offer(shopper, unit, sums, known, others);
    return others.sorted(
        (item, score) -> Candidate.found(catalogue.item(item), Source.CONTENT, score));
  }

  /** Whether one of them enters that behaviour knows, too: further down than was looked at. */
  private boolean hideBehaviour(List<Candidate> others, List<Candidate> learnt, int limit) {
    if (learnt.size() < limit) {
      return false; // behaviour knows no more than these
    }
    double least = learnt.getLast().score();
    for (Candidate other : others) {
      if (other.score() >= least && scores.scoreOf(other.item().index()) > 0) {
        return true;
      }
    }
    return false;
  }

  private static List<Candidate> merged(List<Candidate> learnt, List<Candidate> others) {
    if (others.isEmpty()) {
      return learnt;
    }
    List<Candidate> merged = new ArrayList<>(learnt.size() + others.size());
    merged.addAll(learnt);
    merged.addAll(others);
    merged.sort(Comparator.comparingDouble(Candidate::score).reversed());
    return merged;
  }
}
