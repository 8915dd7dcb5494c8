package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.scoring.ItemSums;
import io.storeloop.algorithms.session.SessionScratch;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.ScoredItem;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.merchandising.RulesInForce;
import io.storeloop.recommendation.model.RecommendationModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of the items for one shopper: its kernel or its mix over the whole history,
 * fused with the visits like the present one. Both scores are divided by their largest, then the
 * history's counts {@code kernelWeight} times; without such visits it stands alone.
 *
 * <p>One request's own. Source of the fusion: docs/recommendations.md.
 */
final class LearntScores {
  private final RecommendationModel model;
  private final Catalogue catalogue;
  private final ScoreBoard board;
  private final ItemSums kernel;
  private final History history;
  private final int[] visit;
  private final @Nullable VisitNeighbours neighbours;
  private final SessionScratch scratch;
  private double kernelScale = 1;
  private double visitScale;

  LearntScores(
      RecommendationModel model,
      Catalogue catalogue,
      Workspaces.Workspace workspace,
      Shopper shopper,
      float contextWeight) {
    this.model = model;
    this.catalogue = catalogue;
    this.board = workspace.board();
    this.kernel = board.sums();
    this.history = shopper.history(model, contextWeight);
    this.visit = shopper.visit(model);
    this.neighbours = VisitNeighbours.of(model).orElse(null);
    this.scratch = workspace.scratch();
  }

  /** Adds everything up. */
  void add(Eligibility eligibility) {
    board.addHistory(model, history);
    if (neighbours == null || visit.length == 0) {
      return;
    }
    neighbours.scorer().addUp(visit, visit.length, scratch);
    for (int met : visit) {
      scratch
          .scores()
          .multiplyOf(met, 0); // no news; visits like this one speak for other items alone
    }
    double largestVisit = largestVisit(eligibility);
    if (largestVisit > 0) {
      double largest = kernel.largest();
      kernelScale = largest > 0 ? neighbours.kernelWeight() / largest : 0;
      visitScale = 1 / largestVisit;
    }
  }

  /** Of what may be shown: the filter is asked of the few items above all before them. */
  private double largestVisit(Eligibility eligibility) {
    double largest = 0;
    ItemSums visits = scratch.scores();
    for (int place = 0; place < visits.count(); place++) {
      double score = visits.sum(place);
      if (score > largest && eligibility.allows(model.catalogueItem(visits.item(place)))) {
        largest = score;
      }
    }
    return largest;
  }

  private double score(int item) {
    return score(item, kernel.of(item));
  }

  private double score(int item, double ofKernel) {
    return visitScale == 0
        ? ofKernel
        : ofKernel * kernelScale + scratch.scores().of(item) * visitScale;
  }

  /** The model's index of a catalogue item, or -1. */
  int modelItem(int catalogueItem) {
    return model.modelItem(catalogueItem);
  }

  /** The score of a catalogue item, 0 if nothing speaks for it. */
  double scoreOf(int catalogueItem) {
    int item = model.modelItem(catalogueItem);
    return item < 0 ? 0 : score(item);
  }

  /**
   * The best items that may be shown, boosts included, best first; behind them the best of those
   * that the shop has buried, so that these take nobody's place.
   */
  List<Candidate> best(Eligibility eligibility, RulesInForce rules, int limit) {
    BestShown best = new BestShown(catalogue, eligibility, rules, limit);
    for (int place = 0; place < kernel.count(); place++) {
      int item = kernel.item(place);
      double score = score(item, kernel.sum(place));
      if (best.mayEnter(score)) {
        best.offer(item, model.catalogueItem(item), score);
      }
    }
    ItemSums visits = scratch.scores();
    for (int place = 0; visitScale > 0 && place < visits.count(); place++) {
      int item = visits.item(place);
      if (best.mayEnter(visits.sum(place) * visitScale) && kernel.of(item) == 0) {
        best.offer(item, model.catalogueItem(item), score(item));
      }
    }
    return best.sorted(
        (item, score) -> Candidate.scored(catalogue.item(model.catalogueItem(item)), score, item));
  }

  /**
   * What speaks for each of some items of the model: their reasons in their order, the strongest
   * first, shares adding up to 1; empty for one that nothing speaks for.
   */
  List<Reasons> reasons(int[] items, Shopper shopper) {
    double[][] ofKernel = board.contributions(model, history, items);
    double[][] ofVisit = visitContributions(items);
    List<Evidence> known = known(shopper);
    List<Reasons> reasons = new ArrayList<>(items.length);
    for (int row = 0; row < items.length; row++) {
      reasons.add(Reasons.of(known, ofKernel[row], kernelScale, ofVisit[row]));
    }
    return reasons;
  }

  /** What each place of the history would say if it alone spoke for an item. */
  private List<Evidence> known(Shopper shopper) {
    List<Evidence> known = new ArrayList<>(history.size());
    for (int place = 0; place < history.size(); place++) {
      known.add(Evidence.of(shopper, catalogue.item(model.catalogueItem(history.item(place)))));
    }
    return known;
  }

  /** Items × history, in the scale of the fused score. */
  private double[][] visitContributions(int[] items) {
    double[][] amounts = new double[items.length][history.size()];
    if (visitScale == 0 || neighbours == null) {
      return amounts;
    }
    List<ScoredItem> explained = neighbours.scorer().explain(items, scratch);
    for (int row = 0; row < items.length; row++) {
      if (scratch.scores().of(items[row]) > 0) {
        for (ScoredItem.Contribution contribution : explained.get(row).contributions()) {
          int place = placeOf(contribution.historyItem());
          if (place >= 0) {
            amounts[row][place] += contribution.amount() * visitScale;
          }
        }
      }
    }
    return amounts;
  }

  private int placeOf(int item) {
    for (int place = 0; place < history.size(); place++) {
      if (history.item(place) == item) {
        return place;
      }
    }
    return -1;
  }
}
