package io.storeloop.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final DemoShop shop = ShopFixture.middling();
  private final Catalogue catalogue = shop.setting().catalogue();

  @Test
  void treeHasEightTimesFiveCategoriesThatReferToEachOther() {
    assertThat(Category.TOPS).hasSize(8);
    assertThat(Category.ALL.stream().collect(Collectors.groupingBy(Category::top)).values())
        .allSatisfy(subs -> assertThat(subs).hasSize(5));
    assertThat(Category.ALL).extracting(Category::sub).doesNotHaveDuplicates();
    assertThat(Category.ALL)
        .allSatisfy(
            category -> assertThat(Category.at(category.goesWith())).isNotEqualTo(category));
  }

  @Test
  void everyCategoryHoldsAnItemEvenInTheSmallestShop() {
    List<ShopItem> items = DemoShop.open(ShopFixture.aShopOf(1).withItems(40)).items();

    assertThat(items).extracting(ShopItem::category).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void itemsAreAsManyAsAskedAndToldApartByIdAndName() {
    List<ShopItem> items = DemoShop.open(ShopFixture.aShopOf(1).withItems(4_321)).items();

    assertThat(items).hasSize(4_321);
    assertThat(items).extracting(ShopItem::itemId).doesNotHaveDuplicates();
    assertThat(items).extracting(ShopItem::name).doesNotHaveDuplicates();
  }

  @Test
  void pricesArePositiveCentsAndAFewItemsAreOutOfStock() {
    assertThat(shop.items())
        .allSatisfy(item -> {
          assertThat(item.price()).isPositive();
          assertThat(item.price().scale()).isEqualTo(2);
          assertThat(item.currency()).isEqualTo("EUR");
        });
    assertThat(shop.items().stream().filter(item -> !item.inStock()).count()).isBetween(5L, 50L);
  }

  @Test
  void saleLastsAWeekAndTakesAtMost30Percent() {
    Goods shoes = catalogue.goods().getFirst();
    long monday = 1_000 * 7 * Moment.DAY;

    assertThat(catalogue.discountPercent(shoes, monday))
        .isEqualTo(catalogue.discountPercent(shoes, monday + 7 * Moment.DAY - 1));
    assertThat(catalogue.goods())
        .allSatisfy(
            good -> assertThat(catalogue.discountPercent(good, monday)).isIn(0, 10, 15, 20, 30));
    assertThat(
            catalogue.goods().stream()
                .filter(good -> catalogue.discountPercent(good, monday) > 0)
                .count())
        .isBetween(15L, 75L);
  }

  @Test
  void discountIsRoundedHalfUpToACent() {
    ShopItem socks = shop.items().getFirst();
    Goods good = catalogue.goods().getFirst();

    // 105.49 · 0.85 = 89.6665
    assertThat(good.priceLess(0)).isEqualTo(socks.price());
    assertThat(good.priceLess(15))
        .isEqualTo(
            socks
                .price()
                .multiply(new BigDecimal("0.85"))
                .setScale(2, java.math.RoundingMode.HALF_UP));
  }

  @Test
  void nothingIsSeenBeforeItsLaunchAndNoveltyFades() {
    Goods launched =
        catalogue.goods().stream()
            .filter(good -> good.launchedAt() > shop.setting().start())
            .findFirst()
            .orElseThrow();

    assertThat(Catalogue.visibility(launched, launched.launchedAt() - 1)).isZero();
    assertThat(Catalogue.visibility(launched, launched.launchedAt())).isEqualTo(3);
    assertThat(Catalogue.visibility(launched, launched.launchedAt() + 100 * Moment.DAY))
        .isEqualTo(1);
  }

  @Test
  void sandalsSellInJulyAndBootsInNovember() {
    long july = Instant.parse("2026-07-10T00:00:00Z").toEpochMilli();
    long november = Instant.parse("2026-11-10T00:00:00Z").toEpochMilli();
    Category sandals = Category.at("shoes/sandals");
    Category boots = Category.at("shoes/boots");

    assertThat(sandals.demandAt(july)).isGreaterThan(2 * sandals.demandAt(november));
    assertThat(boots.demandAt(november)).isGreaterThan(2 * boots.demandAt(july));
  }
}
