package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds good settings of one family: from the best of its starts it walks along one axis after the
 * other, to the neighbouring value as long as that is better, and begins again until a round
 * changes nothing or the budget is spent.
 *
 * <p>Source: Hooke and Jeeves, Direct Search Solution of Numerical and Statistical Problems, JACM 8
 * (1961), on a fixed grid.
 */
final class Climb {
  private static final int MAX_ROUNDS = 4;

  private final Family family;
  private final Validation validation;
  private final Budget budget;
  private final Set<List<Integer>> met = new HashSet<>();
  private int[] place = new int[0];
  private Judgement best = new Judgement(0);

  private Climb(Family family, Validation validation, Budget budget) {
    this.family = family;
    this.validation = validation;
    this.budget = budget;
  }

  /** The best member found of a family, as learnt from the validation's histories. */
  record Found(HistoryRecipe recipe, ItemScorer scorer, Judgement judgement) {}

  static Found run(Family family, Validation validation, Budget budget)
      throws InterruptedException {
    var climb = new Climb(family, validation, budget);
    for (int[] start : family.starts()) {
      climb.attempt(start);
    }
    boolean improved = true;
    for (int round = 0; round < MAX_ROUNDS && improved; round++) {
      improved = false;
      for (int axis = 0; axis < climb.place.length; axis++) {
        improved |= climb.walk(axis);
      }
    }
    double[] point = climb.point(climb.place);
    return new Found(family.recipe(point), family.fit(point), climb.best);
  }

  private boolean walk(int axis) throws InterruptedException {
    return step(axis, 1) || step(axis, -1);
  }

  /** Walks in one direction while it gets better; whether it did at all. */
  private boolean step(int axis, int direction) throws InterruptedException {
    boolean improved = false;
    boolean going = true;
    while (going) {
      int[] next = place.clone();
      next[axis] += direction;
      going = next[axis] >= 0 && next[axis] < family.grid()[axis].length && attempt(next);
      improved |= going;
    }
    return improved;
  }

  /** Tries a point unless it was met or the budget is spent; whether it is the best so far. */
  private boolean attempt(int[] candidate) throws InterruptedException {
    boolean first = place.length == 0;
    if (!met.add(Arrays.stream(candidate).boxed().toList()) || (!first && !budget.left())) {
      return false;
    }
    budget.count(1);
    Judgement judgement = validation.judge(family.fit(point(candidate)));
    if (first || judgement.goal() > best.goal()) {
      place = candidate.clone();
      best = judgement;
      return true;
    }
    return false;
  }

  private double[] point(int[] candidate) {
    double[] point = new double[candidate.length];
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] = family.grid()[axis][candidate[axis]];
    }
    return point;
  }
}
