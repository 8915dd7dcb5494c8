package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.BlendedScorer;
import io.storeloop.algorithms.scoring.ItemScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds to the best family, one after the other, the family and weight that help most, as long as
 * they help by more than chance; then lets every weight move once more.
 *
 * <p>Source: Caruana et al., Ensemble Selection from Libraries of Models, ICML 2004.
 */
final class BlendSearch {
  private static final int MAX_PARTS = 4;
  private static final double[] WEIGHTS = {0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2.5};
  private static final double[] CHANGES = {0.5, 0.7, 0.85, 1.2, 1.4, 2};

  /**
   * How many standard errors an addition must gain. More where the cut is random: there, families
   * have been seen to win that lost on what came later.
   */
  private static final double ORDERED_ERRORS = 1;

  private static final double UNORDERED_ERRORS = 2;

  private final List<Climb.Found> families;
  private final Validation validation;
  private final Budget budget;
  private final double standardErrors;
  private final List<Integer> members = new ArrayList<>();
  private double[] weights = {1};
  private Judgement best;

  private BlendSearch(List<Climb.Found> families, Validation validation, Budget budget) {
    this.families = families;
    this.validation = validation;
    this.budget = budget;
    this.standardErrors = standardErrors(validation.train().ordered());
    int first = 0;
    for (int i = 1; i < families.size(); i++) {
      first = families.get(i).judgement().goal() > goal(first) ? i : first;
    }
    members.add(first);
    best = families.get(first).judgement();
  }

  static double standardErrors(boolean ordered) {
    return ordered ? ORDERED_ERRORS : UNORDERED_ERRORS;
  }

  /** The best blend, or the best family alone where nothing adds to it. */
  static Climb.Found run(List<Climb.Found> families, Validation validation, Budget budget)
      throws InterruptedException {
    var search = new BlendSearch(families, validation, budget);
    boolean grew = true;
    while (grew && search.members.size() < MAX_PARTS) {
      grew = search.grow();
    }
    if (search.members.size() > 1) {
      search.refine();
    }
    return search.found();
  }

  private boolean grow() throws InterruptedException {
    int bestFamily = -1;
    double bestWeight = 0;
    Judgement bestGrown = best;
    for (int family = 0; family < families.size(); family++) {
      if (!members.contains(family) && budget.left()) {
        double[][] candidates = new double[WEIGHTS.length][];
        for (int i = 0; i < candidates.length; i++) {
          candidates[i] = with(weights, WEIGHTS[i]);
        }
        Judgement[] judged = judge(parts(family), candidates);
        for (int i = 0; i < judged.length; i++) {
          if (judged[i].goal() > bestGrown.goal()) {
            bestGrown = judged[i];
            bestFamily = family;
            bestWeight = WEIGHTS[i];
          }
        }
      }
    }
    if (bestFamily < 0 || !bestGrown.beats(best, standardErrors)) {
      return false;
    }
    members.add(bestFamily);
    weights = with(weights, bestWeight);
    best = bestGrown;
    return true;
  }

  private void refine() throws InterruptedException {
    for (int part = 1; part < weights.length && budget.left(); part++) {
      double[][] candidates = new double[CHANGES.length][];
      for (int i = 0; i < candidates.length; i++) {
        candidates[i] = weights.clone();
        candidates[i][part] *= CHANGES[i];
      }
      Judgement[] judged = judge(parts(-1), candidates);
      for (int i = 0; i < judged.length; i++) {
        if (judged[i].goal() > best.goal()) {
          best = judged[i];
          weights = candidates[i];
        }
      }
    }
  }

  private Judgement[] judge(List<ItemScorer> parts, double[][] candidates)
      throws InterruptedException {
    budget.count(candidates.length);
    return validation.judge(parts, candidates);
  }

  /** The members' scorers, and one more if it is not below 0. */
  private List<ItemScorer> parts(int added) {
    List<ItemScorer> parts = new ArrayList<>();
    members.forEach(member -> parts.add(families.get(member).scorer()));
    if (added >= 0) {
      parts.add(families.get(added).scorer());
    }
    return parts;
  }

  private Climb.Found found() {
    if (members.size() == 1) {
      return families.get(members.getFirst());
    }
    List<HistoryRecipe> recipes = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int part = 0; part < weights.length; part++) {
      recipes.add(families.get(members.get(part)).recipe());
      shares.add(weights[part]);
    }
    return new Climb.Found(
        new HistoryRecipe.Blend(recipes, shares), new BlendedScorer(parts(-1), weights), best);
  }

  private double goal(int family) {
    return families.get(family).judgement().goal();
  }

  private static double[] with(double[] weights, double added) {
    double[] result = Arrays.copyOf(weights, weights.length + 1);
    result[weights.length] = added;
    return result;
  }
}
