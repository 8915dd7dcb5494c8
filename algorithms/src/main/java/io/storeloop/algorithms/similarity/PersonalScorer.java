package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.scoring.TopItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Scores items for one user: the sum, over the user's history, of weight times similarity to the
 * item.
 *
 * <p>The score is a plain sum, so it explains itself: taking an item out of the history lowers the
 * score by that item's contribution, up to rounding. Items of the history unknown to the model
 * (index beyond it) say nothing.
 *
 * <p>Time O(H · K) for H items of history and K neighbours, plus O(log n) for each item that enters
 * the answer. Safe for any number of threads: what a call writes to is its own {@link Scratch},
 * lent from a small stock when the caller brings none.
 *
 * <p>Source: Sarwar et al., Item-Based Collaborative Filtering, WWW 2001, §3.2.1, without the
 * division by the sum of similarities: for implicit feedback the number of reasons is itself
 * evidence (Deshpande and Karypis, TOIS 2004).
 */
public final class PersonalScorer {
  /** Most items one answer holds. */
  public static final int MAX_ANSWERS = 10_000;

  private final Neighbours neighbours;
  private final ScratchStock stock;

  public PersonalScorer(Neighbours neighbours) {
    this.neighbours = neighbours;
    this.stock = new ScratchStock(neighbours.itemCount());
  }

  public int itemCount() {
    return neighbours.itemCount();
  }

  /**
   * Working space for {@link #top(History, IntPredicate, int, Scratch)}; for one thread at a time.
   */
  public Scratch newScratch() {
    return new Scratch(neighbours.itemCount());
  }

  /** As {@link #top(History, IntPredicate, int, Scratch)}, with working space from the stock. */
  public List<ScoredItem> top(History history, IntPredicate excluded, int limit) {
    Scratch scratch = stock.take();
    try {
      return top(history, excluded, limit, scratch);
    } finally {
      stock.giveBack(scratch);
    }
  }

  /**
   * Finds the items the history speaks for most, with their reasons.
   *
   * @param excluded items that must not be in the answer, such as {@code history::contains} or
   *     {@code bitSet::get}; asked once per candidate
   * @return at most {@code limit} items with a score above 0, best first, ties to the lower index;
   *     empty if no item of the history has a neighbour left
   * @throws IllegalArgumentException if {@code limit} is not between 1 and {@link #MAX_ANSWERS}, or
   *     the scratch belongs to a model of another size
   */
  public List<ScoredItem> top(History history, IntPredicate excluded, int limit, Scratch scratch) {
    if (limit < 1 || limit > MAX_ANSWERS) {
      throw new IllegalArgumentException(
          "limit must be between 1 and %d, but was %d".formatted(MAX_ANSWERS, limit));
    }
    requireFitting(scratch);
    try {
      addHistory(history, scratch);
      var best = new TopItems(Math.min(limit, scratch.touchedCount));
      for (int i = 0; i < scratch.touchedCount; i++) {
        int item = scratch.touched[i];
        if (best.wouldEnter(item, scratch.scores[item]) && !excluded.test(item)) {
          best.offer(item, scratch.scores[item]);
        }
      }
      return explain(history, best.sort().toItems(), scratch);
    } finally {
      scratch.clear();
    }
  }

  /**
   * Orders given items by what the history says about them, with their reasons.
   *
   * @param candidates distinct item indexes, at most {@link #MAX_ANSWERS}
   * @return all candidates, best first, ties to the lower index; those the history does not speak
   *     for come last with score 0 and no reasons
   * @throws IllegalArgumentException if there are too many candidates or one is named twice
   * @throws IndexOutOfBoundsException if a candidate lies outside the model
   */
  public List<ScoredItem> order(History history, int[] candidates) {
    requireDistinct(candidates);
    Scratch scratch = stock.take();
    try {
      addHistory(history, scratch);
      var best = new TopItems(candidates.length);
      for (int item : candidates) {
        best.offer(item, scratch.scores[item]);
      }
      return explain(history, best.sort().toItems(), scratch);
    } finally {
      scratch.clear();
      stock.giveBack(scratch);
    }
  }

  private void addHistory(History history, Scratch scratch) {
    double[] scores = scratch.scores;
    int[] touched = scratch.touched;
    int count = 0;
    for (int place = 0; place < history.size(); place++) {
      int source = history.item(place);
      if (source < neighbours.itemCount()) {
        float weight = history.weight(place);
        for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
          int item = neighbours.item(entry);
          double before = scores[item];
          touched[count] = item;
          count += before == 0 ? 1 : 0;
          scores[item] = before + amount(weight, entry);
        }
      }
    }
    scratch.touchedCount = count;
  }

  private List<ScoredItem> explain(History history, int[] answer, Scratch scratch) {
    List<List<ScoredItem.Contribution>> reasons = new ArrayList<>(answer.length);
    for (int place = 0; place < answer.length; place++) {
      scratch.answerPlaces[answer[place]] = place + 1;
      reasons.add(new ArrayList<>());
    }
    for (int place = 0; place < history.size(); place++) {
      collectReasons(history, place, scratch.answerPlaces, reasons);
    }
    List<ScoredItem> result = new ArrayList<>(answer.length);
    for (int place = 0; place < answer.length; place++) {
      scratch.answerPlaces[answer[place]] = 0;
      result.add(new ScoredItem(answer[place], scratch.scores[answer[place]], reasons.get(place)));
    }
    return result;
  }

  private void collectReasons(
      History history, int place, int[] answerPlaces, List<List<ScoredItem.Contribution>> reasons) {
    int source = history.item(place);
    if (source >= neighbours.itemCount()) {
      return;
    }
    for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
      int answerPlace = answerPlaces[neighbours.item(entry)];
      if (answerPlace > 0) {
        double amount = amount(history.weight(place), entry);
        reasons.get(answerPlace - 1).add(new ScoredItem.Contribution(source, amount));
      }
    }
  }

  /** Both factors have 24 bits, so the product of two is exact in a double. */
  private double amount(float weight, int entry) {
    return (double) weight * neighbours.similarity(entry);
  }

  private static void requireDistinct(int[] candidates) {
    if (candidates.length > MAX_ANSWERS) {
      throw new IllegalArgumentException(
          "at most %d candidates, but were %d".formatted(MAX_ANSWERS, candidates.length));
    }
    int[] sorted = candidates.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException("candidate %d is named twice".formatted(sorted[i]));
      }
    }
  }

  private void requireFitting(Scratch scratch) {
    if (scratch.scores.length != neighbours.itemCount()) {
      throw new IllegalArgumentException(
          "scratch must be for %d items, but was for %d"
              .formatted(neighbours.itemCount(), scratch.scores.length));
    }
  }

  /** Reusable working space of one call: 16 bytes per item of the model. Not thread-safe. */
  public static final class Scratch {
    final double[] scores;
    final int[] touched;
    final int[] answerPlaces;
    int touchedCount;

    Scratch(int itemCount) {
      scores = new double[itemCount];
      touched = new int[itemCount + 1];
      answerPlaces = new int[itemCount];
    }

    void clear() {
      for (int i = 0; i < touchedCount; i++) {
        scores[touched[i]] = 0;
      }
      touchedCount = 0;
    }
  }
}
