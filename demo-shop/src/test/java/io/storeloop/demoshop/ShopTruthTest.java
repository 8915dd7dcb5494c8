package io.storeloop.demoshop;

import static io.storeloop.demoshop.ShopFixture.byShopper;
import static io.storeloop.demoshop.ShopFixture.middling;
import static io.storeloop.demoshop.ShopFixture.middlingEvents;
import static io.storeloop.demoshop.ShopFixture.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.demoshop.ShopEvent.Type;
import io.storeloop.demoshop.ShopTruth.OfferType;
import io.storeloop.demoshop.ShopTruth.Shopper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That the events follow from the truth. */
class ShopTruthTest {
  private static final DemoShop SHOP = middling();
  private static final List<Shopper> SHOPPERS = ShopTruth.of(SHOP).shoppers();

  private final Map<Integer, List<ShopEvent>> lives = byShopper(middlingEvents());

  @Test
  void idsAreThoseOfTheEvents() {
    lives.forEach((number, life) -> {
      Shopper shopper = SHOPPERS.get(number);
      assertThat(life)
          .allMatch(event -> event.userId() == null || event.userId().equals(shopper.userId()))
          .allMatch(event ->
              event.anonymousId() == null || shopper.anonymousIds().contains(event.anonymousId()));
    });
  }

  @Test
  void someChurnAndNobodyDoesAnythingAfterwards() {
    List<Shopper> churned =
        SHOPPERS.stream().filter(shopper -> shopper.churnedAt().isPresent()).toList();

    assertThat(churned.size() / (double) SHOPPERS.size()).isBetween(0.1, 0.4);
    for (Shopper shopper : churned) {
      Instant left = shopper.churnedAt().orElseThrow();
      assertThat(left).isBefore(SHOP.options().endExclusive());
      assertThat(lives.getOrDefault(SHOPPERS.indexOf(shopper), List.of()))
          .allMatch(event -> event.timestamp().isBefore(left));
    }
  }

  @Test
  void shoppersViewTheirFavouriteCategoriesAtLeastThreeTimesMoreThanChance() {
    long views = 0;
    long ofFavourites = 0;

    for (Map.Entry<Integer, List<ShopEvent>> life : lives.entrySet()) {
      List<String> favourites = SHOPPERS.get(life.getKey()).favouriteCategories(3);
      List<ShopEvent> seen = of(Type.VIEW, life.getValue());
      views += seen.size();
      ofFavourites +=
          seen.stream()
              .filter(view -> favourites.contains(view.properties().get("category")))
              .count();
    }

    // chance: 3 of 40 categories
    assertThat(ofFavourites / (double) views / (3 / 40.0)).isGreaterThan(3);
  }

  @Test
  void tastesAreSharesLedByThePlantedGroup() {
    assertThat(SHOPPERS)
        .allSatisfy(shopper -> {
          assertThat(shopper.tastes().values().stream().mapToDouble(Double::doubleValue).sum())
              .isCloseTo(1, within(1e-9));
          List<String> ofTheGroup =
              TasteGroup.valueOf(shopper.tasteGroup()).favourites.stream()
                  .map(Category::path)
                  .toList();
          assertThat(shopper.favouriteCategories(3)).containsAnyElementsOf(ofTheGroup);
        });
    assertThat(SHOPPERS.stream().map(Shopper::tasteGroup).distinct()).hasSize(8);
  }

  @Test
  void ratingsFollowQuality() {
    Map<String, Double> quality =
        ShopTruth.of(SHOP).items().stream()
            .collect(Collectors.toMap(ShopTruth.Item::itemId, ShopTruth.Item::quality));
    Map<Boolean, Double> ratingByGoodness =
        of(Type.REVIEW, middlingEvents()).stream()
            .collect(
                Collectors.partitioningBy(
                    review -> quality.get(review.itemId()) > 0,
                    Collectors.averagingInt(review -> Objects.requireNonNull(review.rating()))));

    assertThat(ratingByGoodness.get(true)).isGreaterThan(ratingByGoodness.get(false) + 0.5);
  }

  @Test
  void offerHelpsThePersuadableHurtsTheUndisturbedAndLeavesTheOthersAlone() {
    Map<OfferType, Double> uplift = averages(Shopper::uplift);

    assertThat(uplift.get(OfferType.PERSUADABLE)).isGreaterThan(0.1);
    assertThat(uplift.get(OfferType.DO_NOT_DISTURB)).isLessThan(-0.03);
    assertThat(uplift.get(OfferType.SURE_THING)).isBetween(0.0, 0.03);
    assertThat(uplift.get(OfferType.LOST_CAUSE)).isBetween(0.0, 0.01);
    assertThat(averages(Shopper::untreated).get(OfferType.SURE_THING)).isGreaterThan(0.2);
  }

  @Test
  void churnedShoppersAreLostCauses() {
    assertThat(SHOPPERS)
        .filteredOn(shopper -> shopper.churnedAt().isPresent())
        .allMatch(shopper -> shopper.offerType() == OfferType.LOST_CAUSE);
  }

  @Test
  void responsesComeAsOftenAsTheTruthSays() {
    double expectedTreated =
        SHOPPERS.stream().mapToDouble(Shopper::treated).average().orElseThrow();
    double expectedUntreated =
        SHOPPERS.stream().mapToDouble(Shopper::untreated).average().orElseThrow();

    // 1,200 shoppers × 3 seeds, standard error about 0.005
    assertThat(responseRate(true)).isCloseTo(expectedTreated, within(0.02));
    assertThat(responseRate(false)).isCloseTo(expectedUntreated, within(0.02));
  }

  @Test
  void responseIsAPurchaseWithinAWeekAndTheSameWhenAskedAgain() {
    List<ShopEvent> bought =
        SHOPPERS.stream()
            .flatMap(shopper -> SHOP.respond(shopper.userId(), true, 5).stream())
            .toList();
    Instant end = SHOP.options().endExclusive();

    assertThat(bought)
        .isNotEmpty()
        .allMatch(event -> event.type() == Type.PURCHASE && event.orderId() != null)
        .allMatch(event ->
            !event.timestamp().isBefore(end)
                && event.timestamp().isBefore(end.plus(Duration.ofDays(7))))
        .allMatch(event -> event.properties().get("discountPercent").equals(10));
    assertThat(bought).extracting(ShopEvent::messageId).doesNotHaveDuplicates();
    assertThat(SHOP.respond(Objects.requireNonNull(bought.getFirst().userId()), true, 5))
        .contains(bought.getFirst());
  }

  @Test
  void unknownUserCannotRespond() {
    for (String unknown : List.of("", "u", "anna", "u1", "u01200", "u-0001", "u99999999999")) {
      assertThatThrownBy(() -> SHOP.respond(unknown, true, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("userId must be one of u00000 to u01199, not \"" + unknown + "\"");
    }
  }

  private static double responseRate(boolean treated) {
    int bought = 0;
    for (long seed = 1; seed <= 3; seed++) {
      for (Shopper shopper : SHOPPERS) {
        Optional<ShopEvent> response = SHOP.respond(shopper.userId(), treated, seed);
        bought += response.isPresent() ? 1 : 0;
      }
    }
    return bought / (3.0 * SHOPPERS.size());
  }

  private static Map<OfferType, Double> averages(java.util.function.ToDoubleFunction<Shopper> of) {
    return SHOPPERS.stream()
        .collect(Collectors.groupingBy(Shopper::offerType, Collectors.averagingDouble(of)));
  }
}
