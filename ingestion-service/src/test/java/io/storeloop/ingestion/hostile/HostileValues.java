package io.storeloop.ingestion.hostile;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * JSON as an enemy, a broken client or a bored student writes it. Texts of one character per byte
 * (ISO-8859-1): what is not UTF-8 is meant so.
 */
final class HostileValues {
  /** Values for any field, none of which upsets the brackets around it. */
  static final List<String> VALUES =
      List.of(
          "\"a\\u0000\"",
          "\"a\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\u00ed\u00a0\u0080\"", // a surrogate in three bytes
          "\"\u00c0\u0080\"", // overlong NUL
          "\"\u00c0\u00af\"", // overlong slash
          "\"\u00ff\u00fe\"",
          "\"\u00e4\"", // Latin-1
          "NaN",
          "-Infinity",
          "Infinity",
          "\"NaN\"",
          "\"-Infinity\"",
          "1e308",
          "1e400",
          "-1e400",
          "1e999999999",
          "1e-999999999",
          "1e2147483647", // the largest exponent of a BigDecimal
          "\"1e2147483647\"",
          "1e99999999999999999999",
          "\"1e999999999\"",
          "-0.0",
          "-1",
          "1.9",
          "0x10",
          "01",
          ".5",
          "1.",
          "+1",
          "9".repeat(1000),
          "0." + "1".repeat(1000),
          "\"" + "9".repeat(1000) + "\"",
          "18446744073709551616",
          "\"\"",
          "\" \"",
          "\"a\\nb\\r\\u0007\\u001b[31m\"",
          "\"" + "x".repeat(30_000) + "\"",
          "\"\\u202e\\ufeff\\u200b\"",
          "\"'; drop table event; --\"",
          "\"${jndi:ldap://127.0.0.1/a}\"",
          "true",
          "null",
          "[]",
          "{}",
          "[null]",
          "{\"a\": null}",
          "{\"\": 1}",
          "{\"\\u0000\": 1}",
          "{\"\\ud800\": 1}",
          "{\"a\": 1, \"a\": 2}",
          "{\"__proto__\": {\"a\": 1}, \"$where\": \"1\"}",
          "{\"@type\": \"java.lang.Runtime\", \"class\": \"java.lang.Class\"}",
          "[1, \"a\", {\"b\": [1e400]}]",
          "[" + "1,".repeat(10_000) + "1]",
          nested(31),
          nested(33),
          nested(5_000),
          keys(2_000),
          collidingKeys(9),
          "\"+999999999-12-31T23:59:59Z\"",
          "\"0000-00-00T00:00:00Z\"",
          "\"2026-02-30T12:00:00Z\"",
          "\"2026-06-30T23:59:60Z\"",
          "\"2026-03-01T12:00:00+99:99\"",
          "\"-271821-04-20T00:00:00Z\"",
          "1772366400000",
          "\"\u20ac\"".replace('\u20ac', '\u0080'),
          "tru",
          "nul",
          "'single'",
          "undefined",
          "/* comment */ 1");

  private HostileValues() {}

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  private static String keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** 2^n names of equal {@link String#hashCode()}. */
  private static String collidingKeys(int n) {
    List<String> names = Collections.singletonList("");
    for (int i = 0; i < n; i++) {
      names = names.stream().flatMap(name -> Stream.of(name + "Aa", name + "BB")).toList();
    }
    return names.stream()
        .map(name -> "\"" + name + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
