package io.storeloop.profile.feature;

import io.storeloop.common.events.Event;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many bought lines say whether they were reduced, and how many of them were.
 *
 * <p>A line says so by {@code properties.discount} (a number: above 0 is reduced) or by {@code
 * properties.listPrice} (reduced if the price is below it).
 */
record Discounts(long told, long reduced) {
  static final Discounts NONE = new Discounts(0, 0);

  private static final int LONGEST_NUMBER = 40;

  Discounts plus(Event purchase) {
    return isReduced(purchase)
        .map(yes -> new Discounts(told + 1, reduced + (yes ? 1 : 0)))
        .orElse(this);
  }

  Discounts merge(Discounts other) {
    return new Discounts(told + other.told, reduced + other.reduced);
  }

  void write(StateOutput out) {
    out.number(told);
    out.number(reduced);
  }

  static Discounts read(StateInput in) {
    long told = in.number();
    return new Discounts(told, in.number());
  }

  private static Optional<Boolean> isReduced(Event purchase) {
    Optional<BigDecimal> discount = number(purchase.properties().get("discount"));
    if (discount.isPresent()) {
      return discount.map(amount -> amount.signum() > 0);
    }
    BigDecimal price = purchase.price();
    return price == null
        ? Optional.empty()
        : number(purchase.properties().get("listPrice")).map(list -> price.compareTo(list) < 0);
  }

  private static Optional<BigDecimal> number(@Nullable Object value) {
    boolean readable = value instanceof Number || value instanceof String;
    String text = String.valueOf(value);
    if (!readable || text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }
}
