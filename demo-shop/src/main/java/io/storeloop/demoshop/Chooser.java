package io.storeloop.demoshop;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Chooses what a shopper looks at: a category by taste and season, an item by popularity, brand,
 * price and novelty.
 */
final class Chooser {
  private static final double OWNED_ALREADY = 0.03;
  private static final double SALE_PULL = 5;
  private static final double COMPLEMENT = 0.5;

  private final Setting setting;
  private final ShopperNature nature;
  private final Dice dice;
  private final BitSet owned = new BitSet();

  Chooser(Setting setting, ShopperNature nature, Dice dice) {
    this.setting = setting;
    this.nature = nature;
    this.dice = dice;
  }

  Category category(long at) {
    double[] weights = nature.tastes.clone();
    double[] demand = setting.demandOn(at);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= demand[i];
    }
    return Category.ALL.get(dice.weighted(weights));
  }

  /** What is often bought with an item: of the matching category, or of the same. */
  Category complementOf(Goods good) {
    return dice.chance(COMPLEMENT) ? Category.at(good.category().goesWith()) : good.category();
  }

  /** Empty if nothing of the category has been launched yet. */
  Optional<Goods> item(Category category, long at) {
    List<Goods> goods = setting.catalogue().of(category);
    double[] weights = new double[goods.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight(goods.get(i), at);
      sum += weights[i];
    }
    return sum > 0 ? Optional.of(goods.get(dice.weighted(weights))) : Optional.empty();
  }

  double match(Goods good) {
    return nature.match(good, setting.catalogue().dearness(good));
  }

  void own(Goods good) {
    if (!good.category().isReplenishable()) {
      owned.set(good.index());
    }
  }

  boolean owns(Goods good) {
    return owned.get(good.index());
  }

  private double weight(Goods good, long at) {
    double visibility = Catalogue.visibility(good, at);
    if (visibility == 0) {
      return 0;
    }
    double discount = setting.catalogue().discountPercent(good, at) / 100.0;
    double sale = 1 + SALE_PULL * nature.priceSensitivity * discount;
    double pull = nature.pull(good, setting.catalogue().dearness(good));
    return good.appeal() * visibility * pull * sale * (owns(good) ? OWNED_ALREADY : 1);
  }
}
