package io.storeloop.demoshop;

import java.math.BigDecimal;

/**
 * An item with what the shop itself does not know about it.
 *
 * @param brandTier place of its brand among the five of its first-level category, cheapest first
 * @param appeal how likely it is chosen among the items of its category, > 0
 * @param quality how well it pleases its buyers, 0 on average
 * @param launchedAt before this moment nobody sees it
 */
record Goods(
    int index,
    ShopItem item,
    Category category,
    int brandTier,
    double appeal,
    double quality,
    long launchedAt) {

  private static final int MONEY_SCALE = 2;

  /**
   * The price of one piece, {@code discountPercent} below the catalogue price, rounded half up to a
   * cent.
   */
  BigDecimal priceLess(int discountPercent) {
    long cents = item.price().unscaledValue().longValueExact();
    return BigDecimal.valueOf((cents * (100 - discountPercent) + 50) / 100, MONEY_SCALE);
  }

  /**
   * How expensive it is for its category: the logarithm of its price over the category's median.
   */
  double dearness() {
    return StrictMath.log(item.price().doubleValue() / category.medianPrice());
  }
}
