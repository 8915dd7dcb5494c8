package io.storeloop.demoshop;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What only the simulator knows about a demo shop: the one public door to it, for tests that
 * measure a predictor, a clustering or an uplift against the truth.
 *
 * <p>Lives in the tests, so that nothing that is shipped can look at it.
 */
public final class ShopTruth {

  /** The four kinds of customers that uplift modelling tells apart. */
  public enum OfferType {
    PERSUADABLE,
    SURE_THING,
    LOST_CAUSE,
    DO_NOT_DISTURB
  }

  /**
   * One shopper.
   *
   * @param userId which the shop learns only if the shopper signs in within the period
   * @param anonymousIds of all devices that the shopper owns, used or not
   * @param churnedAt when the shopper left for good; empty for who is still there at the end of the
   *     period
   * @param tasteGroup name of the planted group
   * @param tastes category path → share of interest, summing to 1
   * @param priceSensitivity in [0, 1]
   * @param visitsPerDay before satisfaction changes it
   * @param untreated probability of a purchase within seven days after the period without an offer
   * @param treated the same with an offer
   */
  public record Shopper(
      String userId,
      List<String> anonymousIds,
      Optional<Instant> churnedAt,
      String tasteGroup,
      Map<String, Double> tastes,
      double priceSensitivity,
      double visitsPerDay,
      OfferType offerType,
      double untreated,
      double treated) {

    public double uplift() {
      return treated - untreated;
    }

    /** Paths of the categories liked best, best first. */
    public List<String> favouriteCategories(int count) {
      return tastes.entrySet().stream()
          .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
          .limit(count)
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  /** One item: how well it pleases its buyers (0 on average) and since when it is seen. */
  public record Item(String itemId, double quality, double appeal, Instant launchedAt) {}

  private final DemoShop shop;

  private ShopTruth(DemoShop shop) {
    this.shop = shop;
  }

  public static ShopTruth of(DemoShop shop) {
    return new ShopTruth(shop);
  }

  /**
   * All shoppers by number; simulates them all, which takes as long as reading the shop's events.
   */
  public List<Shopper> shoppers() {
    return IntStream.range(0, shop.options().shoppers()).mapToObj(this::shopper).toList();
  }

  /**
   * @throws IllegalArgumentException if the shop has no such user
   */
  public Shopper shopper(String userId) {
    return shopper(ShopperIds.numberOf(userId, shop.options().shoppers()));
  }

  public List<Item> items() {
    return shop.setting().catalogue().goods().stream()
        .map(good ->
            new Item(
                good.item().itemId(),
                good.quality(),
                good.appeal(),
                Instant.ofEpochMilli(good.launchedAt())))
        .toList();
  }

  private Shopper shopper(int number) {
    ShopperLife life = new ShopperLife(shop.setting(), number);
    while (!life.isOver()) {
      life.visit();
    }
    ShopperNature nature = life.nature();
    OfferNature offer = life.offer();
    ShopperIds ids = new ShopperIds("", shop.options().seed(), number);
    return new Shopper(
        ids.user(),
        IntStream.range(0, nature.hasTwoDevices ? 2 : 1).mapToObj(ids::device).toList(),
        instant(life.churnedAt()),
        nature.group.name(),
        tastes(nature),
        nature.priceSensitivity,
        nature.visitsPerDay,
        OfferType.valueOf(offer.type().name()),
        offer.untreated(),
        offer.treated());
  }

  private static Map<String, Double> tastes(ShopperNature nature) {
    Map<String, Double> tastes = new LinkedHashMap<>();
    Category.ALL.forEach(category -> tastes.put(category.path(), nature.tastes[category.index()]));
    return tastes;
  }

  private static Optional<Instant> instant(OptionalLong millis) {
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }
}
