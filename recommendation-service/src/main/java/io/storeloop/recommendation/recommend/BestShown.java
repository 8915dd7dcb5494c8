package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.scoring.TopItems;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.merchandising.RulesInForce;
import java.util.ArrayList;
import java.util.List;

/**
 * The best of what is offered that may be shown, boosts included; behind them the best of those
 * that the shop has buried, so that these take nobody's place. Items are numbered as the caller
 * likes; ties to the lower number. One list's own.
 */
final class BestShown {
  private final TopItems best;
  private final TopItems buried;
  private final Catalogue catalogue;
  private final Eligibility eligibility;
  private final RulesInForce rules;
  private final boolean plain;

  BestShown(Catalogue catalogue, Eligibility eligibility, RulesInForce rules, int limit) {
    this.best = new TopItems(limit);
    this.buried = new TopItems(rules.hasBuried() ? limit : 0);
    this.catalogue = catalogue;
    this.eligibility = eligibility;
    this.rules = rules;
    this.plain = !rules.changesScores() && !rules.hasBuried();
  }

  /** Most items are not worth a second look: whether this one may enter at all. */
  boolean mayEnter(double score) {
    return plain
        ? score >= best.leastScore()
        : score * rules.largestFactor() >= Math.min(best.leastScore(), buried.leastScore());
  }

  /** The filter and the rules are asked only of an item whose score would enter. */
  void offer(int item, int catalogueItem, double score) {
    double most = score * rules.largestFactor();
    if (score > 0
        && (best.wouldEnter(item, most) || buried.wouldEnter(item, most))
        && eligibility.allows(catalogueItem)) {
      if (plain) {
        best.offer(item, score);
      } else {
        CatalogueItem shown = catalogue.item(catalogueItem);
        TopItems target = rules.buries(shown) ? buried : best;
        target.offer(item, score * rules.factor(shown));
      }
    }
  }

  /** Makes a candidate of an item and its score. */
  @FunctionalInterface
  interface Maker {
    Candidate of(int item, double score);
  }

  /** What was kept, best first, the buried behind; nothing may be offered afterwards. */
  List<Candidate> sorted(Maker maker) {
    List<Candidate> candidates = new ArrayList<>(best.size() + buried.size());
    addSorted(best, maker, candidates);
    addSorted(buried, maker, candidates);
    return candidates;
  }

  private static void addSorted(TopItems kept, Maker maker, List<Candidate> candidates) {
    kept.sort();
    for (int place = 0; place < kept.size(); place++) {
      candidates.add(maker.of(kept.item(place), kept.score(place)));
    }
  }
}
