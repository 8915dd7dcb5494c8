package io.storeloop.profile.feature;

import java.math.BigDecimal;

/** A sum and how many amounts it is made of; exact, so their order does not matter. */
record Amounts(BigDecimal sum, long count) {
  static final Amounts NONE = new Amounts(BigDecimal.ZERO, 0);

  Amounts plus(BigDecimal amount) {
    return new Amounts(sum.add(amount), count + 1);
  }

  Amounts plus(long amount) {
    return plus(BigDecimal.valueOf(amount));
  }

  Amounts merge(Amounts other) {
    return new Amounts(sum.add(other.sum), count + other.count);
  }

  void write(StateOutput out) {
    out.decimal(sum);
    out.number(count);
  }

  static Amounts read(StateInput in) {
    BigDecimal sum = in.decimal();
    return new Amounts(sum, in.number());
  }
}
