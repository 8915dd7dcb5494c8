package io.storeloop.profile.segment;

/**
 * Where a path is found in SQL.
 *
 * @param expression null where the value is absent; made of our own words and binds only
 */
record SqlColumn(Kind kind, String expression) {

  /** The type of the expression in the database. */
  enum Kind {
    NUMERIC,
    TEXT,
    TIME,
    /** A jsonb scalar, list or object of the shop's; JSON null has become SQL null. */
    JSON
  }

  static SqlColumn numeric(String expression) {
    return new SqlColumn(Kind.NUMERIC, expression);
  }

  static SqlColumn text(String expression) {
    return new SqlColumn(Kind.TEXT, expression);
  }

  static SqlColumn time(String expression) {
    return new SqlColumn(Kind.TIME, expression);
  }

  /** A member of a jsonb object. */
  static SqlColumn json(String object, String boundKey) {
    return new SqlColumn(Kind.JSON, "nullif(" + object + " -> " + boundKey + ", 'null')");
  }
}
