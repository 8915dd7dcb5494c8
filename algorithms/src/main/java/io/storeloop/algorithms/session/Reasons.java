package io.storeloop.algorithms.session;

import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.similarity.ScoredItem;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides the scores of a few items among the items of the present session.
 *
 * <p>A neighbour owes its similarity to the items it shares, to each as much as it added; so what
 * the neighbour gives to another item is owed to them in the same proportion. A fused kernel is a
 * sum over the items of the session anyway.
 */
final class Reasons {
  private final SessionScorer scorer;
  private final SessionScratch scratch;
  private final double[][] amounts;
  private final int[] asked;
  private final int[] places;

  /** For some items, each once, of the call whose traces are still in the scratch. */
  Reasons(SessionScorer scorer, int[] asked, SessionScratch scratch) {
    this.scorer = scorer;
    this.scratch = scratch;
    this.asked = asked;
    amounts = new double[asked.length][scratch.queryCount];
    places = scratch.answerPlaces;
    for (int place = 0; place < asked.length; place++) {
      places[asked[place]] = place + 1;
    }
  }

  /** The items with their reasons; the scratch is as it was before. */
  List<ScoredItem> explain() {
    for (int i = 0; i < scratch.neighbourCount; i++) {
      divideNeighbour(scratch.neighbours[i]);
    }
    for (int place = 0; place < asked.length; place++) {
      scaleSessions(asked[place], amounts[place]);
    }
    if (!scorer.fusion().isNone()) {
      addKernel();
    }
    List<ScoredItem> result = new ArrayList<>(asked.length);
    for (int place = 0; place < asked.length; place++) {
      places[asked[place]] = 0;
      result.add(scoredItem(asked[place], amounts[place]));
    }
    return result;
  }

  private void divideNeighbour(long neighbour) {
    float weight = scorer.neighbourWeight(neighbour, scratch);
    if (weight <= 0) {
      return;
    }
    SessionPage page = scorer.page(neighbour);
    int session = SessionScorer.placeInPage(neighbour);
    int start = page.starts[session];
    int end = page.starts[session + 1];
    double shared = 0; // most neighbours hold none of the few items asked for: found when one does
    int match = SessionScorer.lastPlace(page.items, end, scorer.match(neighbour, scratch));
    for (int i = start; i < end; i++) {
      int place = places[page.items[i]] - 1;
      if (place >= 0) {
        shared = shared == 0 ? sharedWeight(page, start, end) : shared;
        double amount = weight * scorer.placeFactor(i - match) / shared;
        addShares(page, start, end, amount, amounts[place]);
      }
    }
  }

  private double sharedWeight(SessionPage page, int start, int end) {
    double sum = 0;
    for (int i = start; i < end; i++) {
      double weight = queryWeight(page.items[i]);
      if (weight > 0 && isFirstMention(page.items, start, i)) {
        sum += weight;
      }
    }
    return sum;
  }

  private void addShares(SessionPage page, int start, int end, double amount, double[] shares) {
    for (int i = start; i < end; i++) {
      int query = scratch.queryPlaces[page.items[i]] - 1;
      if (query >= 0 && isFirstMention(page.items, start, i)) {
        shares[query] += amount * queryWeight(page.items[i]);
      }
    }
  }

  /**
   * What the item added to the similarity of the sessions that hold it, 0 if it is not asked for.
   */
  private double queryWeight(int item) {
    int query = scratch.queryPlaces[item] - 1;
    return query < 0 ? 0 : scorer.queryFactor(scratch.queryDistances[query]);
  }

  private static boolean isFirstMention(int[] items, int start, int at) {
    for (int i = start; i < at; i++) {
      if (items[i] == items[at]) {
        return false;
      }
    }
    return true;
  }

  private void scaleSessions(int item, double[] shares) {
    double factor = scorer.itemFactor(item, scratch) * scratch.sessionScale;
    for (int query = 0; query < shares.length; query++) {
      shares[query] *= factor;
    }
  }

  private void addKernel() {
    Neighbours neighbours = scorer.fusion().neighbours();
    double weight = scratch.kernelScale;
    for (int query = 0; query < scratch.queryCount; query++) {
      int source = scratch.queryItems[query];
      if (source < neighbours.itemCount()) {
        for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
          int item = neighbours.item(entry);
          if (places[item] > 0) {
            amounts[places[item] - 1][query] +=
                weight * neighbours.similarity(entry) * scorer.repeatWeight(item, scratch);
          }
        }
      }
      weight *= scorer.fusion().fading();
    }
  }

  private ScoredItem scoredItem(int item, double[] shares) {
    List<ScoredItem.Contribution> contributions = new ArrayList<>();
    double score = 0;
    for (int query = shares.length - 1; query >= 0; query--) {
      if (shares[query] > 0) {
        contributions.add(new ScoredItem.Contribution(scratch.queryItems[query], shares[query]));
        score += shares[query];
      }
    }
    return new ScoredItem(item, score, contributions);
  }
}
