package io.storeloop.demoshop;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What a shopper is like before the first visit: drawn once, part of the truth. */
final class ShopperNature {
  private static final double VISITS_MEDIAN = 0.0535;
  private static final double VISITS_SIGMA = 0.95;
  private static final double MOST_VISITS = 0.9;
  private static final double GROUP_PULL = 4.0;
  private static final double OWN_PULL = 3.0;
  private static final double EVERYTHING_ELSE = 0.06;
  private static final double BRAND_PULL = 4.0;

  /** How the shop gets to know a shopper by name. */
  enum SignIn {
    KNOWN_FROM_THE_START,
    SOONER_OR_LATER,
    NEVER
  }

  final int number;
  final TasteGroup group;

  /** Interest by category index; sums to 1. */
  final double[] tastes;

  /** The preferred brand's tier by first-level category. */
  final int[] brandTiers;

  final double priceSensitivity;
  final double visitsPerDay;
  final double buyingMood;
  final double peakHour;
  final boolean weekender;
  final boolean newcomer;
  final boolean hasTwoDevices;
  final double replenishPace;
  final SignIn signIn;
  final Traits traits;
  final OfferNature offer;

  private final double strongestTaste;

  ShopperNature(long seed, int number) {
    this.number = number;
    Dice dice = Dice.of(seed, Dice.Stream.SHOPPER, number);
    group = TasteGroup.draw(dice);
    tastes = tastes(dice);
    brandTiers = Category.TOPS.stream().mapToInt(top -> dice.below(5)).toArray();
    priceSensitivity = (dice.unit() + dice.unit()) / 2;
    double activity = dice.gaussian();
    visitsPerDay = Math.min(MOST_VISITS, VISITS_MEDIAN * StrictMath.exp(VISITS_SIGMA * activity));
    peakHour = dice.one(8.0, 12.5, 17.0, 20.0, 20.5, 22.5);
    weekender = dice.chance(0.3);
    newcomer = dice.chance(0.35);
    hasTwoDevices = dice.chance(0.25);
    replenishPace = dice.logNormal(1, 0.25);
    signIn = SignIn.values()[dice.weighted(new double[] {0.2, 0.55, 0.25})];
    traits = Traits.draw(group, priceSensitivity, dice);
    offer =
        OfferNature.draw(
            priceSensitivity,
            activity,
            traits.newsletter(),
            Dice.of(seed, Dice.Stream.OFFER, number));
    buyingMood = dice.logNormal(offer.buyingMood(), 0.5);
    strongestTaste = Arrays.stream(tastes).max().orElseThrow();
  }

  /** The categories liked best, best first. */
  List<Category> favourites(int count) {
    return Category.ALL.stream()
        .sorted(Comparator.comparingDouble((Category category) -> -tastes[category.index()]))
        .limit(count)
        .toList();
  }

  /** How well an item suits the shopper, in [0, 1]. */
  double match(Goods good, double dearness) {
    double taste = tastes[good.category().index()] / strongestTaste;
    double brand = prefersBrandOf(good) ? 1 : 0;
    return 0.55 * taste
        + 0.25 * brand
        + 0.2 * (1 - Math.clamp(priceSensitivity * (dearness + 1), 0, 1));
  }

  /** By how much the shopper's eye is drawn to an item among others of its category. */
  double pull(Goods good, double dearness) {
    double brand = prefersBrandOf(good) ? BRAND_PULL : 1;
    return brand * StrictMath.exp(-2.5 * (priceSensitivity - 0.35) * dearness);
  }

  private boolean prefersBrandOf(Goods good) {
    return brandTiers[good.category().topIndex()] == good.brandTier();
  }

  private double[] tastes(Dice dice) {
    double[] interest = new double[Category.ALL.size()];
    for (int i = 0; i < interest.length; i++) {
      interest[i] = dice.logNormal(EVERYTHING_ELSE, 1);
    }
    for (Category favourite : group.favourites) {
      interest[favourite.index()] += dice.logNormal(GROUP_PULL, 0.6);
    }
    interest[dice.below(interest.length)] += OWN_PULL;
    double sum = Arrays.stream(interest).sum();
    return Arrays.stream(interest).map(value -> value / sum).toArray();
  }
}
