package io.storeloop.profile.segment;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bind values of a statement under construction. Whatever came from outside goes through {@link
 * #bind} and never into the text. Belongs to one thread.
 */
final class SqlText {
  private final String prefix;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final String now;

  /** {@code prefix} keeps the names of two conditions in one statement apart. */
  SqlText(String prefix, Instant now) {
    this.prefix = prefix;
    this.now = instant(now);
  }

  /**
   * The SQL expression of a value, cast to a type of the database, e.g. {@code cast(:c3 as
   * numeric)}.
   */
  String bind(Object value, String type) {
    String name = prefix + values.size();
    values.put(name, value);
    return "cast(:" + name + " as " + type + ")";
  }

  /** In microseconds, cut off and not rounded as the driver would. */
  String instant(Instant instant) {
    return bind(instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC), "timestamptz");
  }

  /** The SQL expression of the moment of evaluation. */
  String now() {
    return now;
  }

  Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }
}
