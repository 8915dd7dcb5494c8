package io.storeloop.common.conditions;

import java.util.Arrays;
import java.util.Optional;

/** How a {@link Condition.Compare} relates the actual value to the expected one. */
public enum Operator {
  EQ("$eq"),
  NE("$ne"),
  GT("$gt"),
  GTE("$gte"),
  LT("$lt"),
  LTE("$lte");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** The operator as written in JSON, e.g. {@code $gte}. */
  public String symbol() {
    return symbol;
  }

  /** Whether the operator asks for an order and not only for equality. */
  public boolean isOrdering() {
    return this != EQ && this != NE;
  }

  static Optional<Operator> ofSymbol(String symbol) {
    return Arrays.stream(values()).filter(operator -> operator.symbol.equals(symbol)).findFirst();
  }

  boolean accepts(int comparison) {
    return switch (this) {
      case EQ -> comparison == 0;
      case NE -> comparison != 0;
      case GT -> comparison > 0;
      case GTE -> comparison >= 0;
      case LT -> comparison < 0;
      case LTE -> comparison <= 0;
    };
  }
}
