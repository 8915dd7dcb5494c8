package io.storeloop.demoshop;

import java.util.ArrayList;
import java.util.List;

/** Everything the shop sells, by category, with its sales. */
final class Catalogue {
  private static final int[] DISCOUNTS = {10, 15, 20, 30};
  private static final double ON_SALE = 0.08;
  private static final long WEEK = 7 * Moment.DAY;
  private static final double NOVELTY = 2.0;
  private static final double NOVELTY_DAYS = 10;

  private final long seed;
  private final List<Goods> goods;
  private final List<List<Goods>> byCategory = new ArrayList<>();
  private final double[] dearness;

  Catalogue(DemoShopOptions options) {
    seed = options.seed();
    goods = new CatalogueDraw(options).goods();
    dearness = goods.stream().mapToDouble(Goods::dearness).toArray();
    for (Category category : Category.ALL) {
      byCategory.add(goods.stream().filter(each -> each.category().equals(category)).toList());
    }
  }

  List<Goods> goods() {
    return goods;
  }

  List<Goods> of(Category category) {
    return byCategory.get(category.index());
  }

  double dearness(Goods good) {
    return dearness[good.index()];
  }

  /** 0 outside of sales; a sale of an item lasts a week. */
  int discountPercent(Goods good, long at) {
    long week = Math.floorDiv(at, WEEK);
    long hash = Dice.hash(seed, Dice.Stream.SALE, week * DemoShopOptions.MAX_ITEMS + good.index());
    boolean onSale = (hash >>> 11) * 0x1p-53 < ON_SALE;
    return onSale ? DISCOUNTS[(int) (hash & (DISCOUNTS.length - 1))] : 0;
  }

  /**
   * How much is seen of it at a moment: nothing before its launch, more than usual shortly after.
   */
  static double visibility(Goods good, long at) {
    if (at < good.launchedAt()) {
      return 0;
    }
    double ageInDays = (double) (at - good.launchedAt()) / Moment.DAY;
    return ageInDays > 6 * NOVELTY_DAYS
        ? 1
        : 1 + NOVELTY * StrictMath.exp(-ageInDays / NOVELTY_DAYS);
  }
}
