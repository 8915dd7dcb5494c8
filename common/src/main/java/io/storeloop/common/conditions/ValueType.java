package io.storeloop.common.conditions;

/** What kind of value a path holds. */
public enum ValueType {
  NUMBER("a number"),
  STRING("a string"),
  BOOLEAN("true or false"),
  INSTANT("an RFC 3339 time such as \"2026-03-01T00:00:00Z\""),
  /** A list of strings; equality means that the list contains the value. */
  STRING_LIST("a string"),
  /** A number, string or boolean, known only from the data: what a shop may put into a trait. */
  SCALAR("a number, a string, or true or false");

  private final String literal;

  ValueType(String literal) {
    this.literal = literal;
  }

  /** What to write beside an operator on such a path, in words. */
  String literal() {
    return literal;
  }

  boolean allows(Operator operator) {
    return !operator.isOrdering() || (this != BOOLEAN && this != STRING_LIST);
  }
}
