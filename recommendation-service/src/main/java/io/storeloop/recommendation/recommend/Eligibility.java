package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.filter.ItemFilter;
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
  private final ItemFilter filter;
  private final RulesInForce rules;

  Eligibility(Catalogue catalogue, Shopper shopper, ItemFilter filter, RulesInForce rules) {
    this.catalogue = catalogue;
    this.shopper = shopper;
    this.filter = filter;
    this.rules = rules;
  }

  boolean allows(int catalogueItem) {
    return allows(catalogue.item(catalogueItem));
  }

  boolean allows(CatalogueItem item) {
    return item.available()
        && !shopper.excludes(item.index())
        && filter.matches(item)
        && !rules.excludes(item);
  }
}
