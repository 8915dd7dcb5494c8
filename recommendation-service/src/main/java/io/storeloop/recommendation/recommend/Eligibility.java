package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.filter.Matches;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.merchandising.RulesInForce;

/**
 * The hard rules of one list, asked of every item before it enters by whichever way: to be had, not
 * bought, in view or unwanted, let through by the filter, not excluded by the shop.
 */
final class Eligibility {
  private final Catalogue catalogue;
  private final Shopper shopper;
  private final Matches matches;
  private final RulesInForce rules;

  Eligibility(Catalogue catalogue, Shopper shopper, Matches matches, RulesInForce rules) {
    this.catalogue = catalogue;
    this.shopper = shopper;
    this.matches = matches;
    this.rules = rules;
  }

  boolean allows(CatalogueItem item) {
    return allows(item.index());
  }

  boolean allows(int catalogueItem) {
    return matches.test(catalogueItem)
        && !shopper.excludes(catalogueItem)
        && !(rules.hasExcluded() && rules.excludes(catalogue.item(catalogueItem)));
  }
}
