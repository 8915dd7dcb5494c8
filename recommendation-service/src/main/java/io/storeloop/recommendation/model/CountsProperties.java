package io.storeloop.recommendation.model;

import io.storeloop.algorithms.basket.BasketCounts;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is counted of baskets and trends.
 *
 * @param maxBasketItems a basket of more different items is somebody restocking a shop
 * @param maxPairs pairs of items of one basket that are counted, 29 bytes each; beyond it no more
 *     baskets are
 * @param maxTrending rising items listed
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.counts")
public record CountsProperties(
    @Min(2) @Max(BasketCounts.MAX_BASKET_ITEMS) @DefaultValue("100") int maxBasketItems,
    @Min(1) @Max(1_000_000_000) @DefaultValue("5000000") long maxPairs,
    @Min(1) @Max(10_000) @DefaultValue("200") int maxTrending) {

  /** The defaults, as the settings file documents them. */
  public static CountsProperties defaults() {
    return new CountsProperties(100, 5_000_000, 200);
  }
}
