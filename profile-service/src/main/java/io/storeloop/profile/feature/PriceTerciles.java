package io.storeloop.profile.feature;

import java.math.BigDecimal;

/**
 * The prices that cut the catalogue into three equal parts.
 *
 * @param first a third of the items cost less
 * @param second two thirds of the items cost less
 */
public record PriceTerciles(BigDecimal first, BigDecimal second) {
  /** The band of a price: {@code low}, {@code middle} or {@code high}. */
  public String band(BigDecimal price) {
    if (price.compareTo(first) < 0) {
      return "low";
    }
    return price.compareTo(second) < 0 ? "middle" : "high";
  }
}
