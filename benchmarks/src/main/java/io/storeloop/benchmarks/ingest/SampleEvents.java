package io.storeloop.benchmarks.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A shop's stream of events: the same number, the same event, in JSON for the service and in COPY's
 * text for PostgreSQL. Thread-safe.
 *
 * <p>Of a hundred events 60 are views, 10 each carts, searches and pages, 5 each clicks and
 * purchases; three of ten shoppers are known; every second event carries two properties.
 */
final class SampleEvents {
  private static final int SHOPPERS = 200_000;
  private static final int ITEMS = 20_000;
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final Duration SPREAD = Duration.ofMinutes(10);

  private final AtomicLong next = new AtomicLong();
  private final String prefix;
  private final Instant start;

  /** What one event says; absent fields are empty. */
  private record Sample(
      String messageId,
      String type,
      String userId,
      String anonymousId,
      String sessionId,
      String timestamp,
      String itemId,
      String price,
      String orderId,
      String query,
      String properties) {}

  /** Events that happened in the minutes before the given time; the prefix tells runs apart. */
  SampleEvents(String prefix, Instant now) {
    this.prefix = prefix;
    this.start = now.truncatedTo(ChronoUnit.SECONDS).minus(SPREAD);
  }

  long used() {
    return next.get();
  }

  /** The next events as a JSON array; a single one as an object. */
  byte[] json(int count) {
    StringBuilder text = new StringBuilder(count * 320);
    long first = next.getAndAdd(count);
    if (count == 1) {
      json(text, sample(first));
      return bytes(text);
    }
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? '[' : ',');
      json(text, sample(first + i));
    }
    return bytes(text.append(']'));
  }

  /** The next events in COPY's text format, as received now. */
  byte[] copy(int count) {
    String receivedAt = Instant.now().toString();
    StringBuilder text = new StringBuilder(count * 320);
    long first = next.getAndAdd(count);
    for (int i = 0; i < count; i++) {
      copy(text, sample(first + i), first + i, receivedAt);
    }
    return bytes(text);
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private Sample sample(long number) {
    long random = mixed(number);
    int kind = (int) (number % 20);
    long shopper = Long.remainderUnsigned(random >>> 8, SHOPPERS);
    boolean known = shopper % 10 < 3;
    String item = "item-" + Long.remainderUnsigned(random >>> 16, ITEMS);
    boolean hasItem = kind < 14 || kind == 19;
    return new Sample(
        prefix + hex(random) + hex(mixed(random)).substring(0, 8),
        type(kind),
        known ? "user-" + shopper : "",
        known ? "" : "b7c1-" + hex(mixed(shopper)),
        "s-" + hex(mixed(shopper + number / 1_000_000)),
        start.plusMillis(Math.floorMod(number, SPREAD.toMillis())).toString(),
        hasItem ? item : "",
        kind == 13 ? (1 + Math.floorMod(random, 200)) + ".90" : "",
        kind == 13 ? "o-" + number : "",
        kind == 14 || kind == 15 ? "shoes size " + (30 + Math.floorMod(random, 20)) : "",
        number % 2 == 0
            ? "{\"url\": \"https://shop.example/p/" + item + "\", \"category\": \"shoes\"}"
            : "");
  }

  private static String type(int kind) {
    return switch (kind) {
      case 12, 11 -> "add_to_cart";
      case 13 -> "purchase";
      case 14, 15 -> "search";
      case 16, 17 -> "page";
      case 18 -> "click";
      default -> "view";
    };
  }

  private static void json(StringBuilder text, Sample sample) {
    text.append("{\"messageId\":\"").append(sample.messageId());
    text.append("\",\"type\":\"").append(sample.type()).append('"');
    field(text, "userId", sample.userId());
    field(text, "anonymousId", sample.anonymousId());
    field(text, "sessionId", sample.sessionId());
    field(text, "timestamp", sample.timestamp());
    field(text, "itemId", sample.itemId());
    if (!sample.price().isEmpty()) {
      text.append(",\"quantity\":1,\"price\":").append(sample.price());
      text.append(",\"currency\":\"EUR\"");
    }
    field(text, "orderId", sample.orderId());
    field(text, "query", sample.query());
    if (!sample.properties().isEmpty()) {
      text.append(",\"properties\":").append(sample.properties());
    }
    text.append('}');
  }

  private static void field(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(",\"").append(name).append("\":\"").append(value).append('"');
    }
  }

  private static void copy(StringBuilder text, Sample sample, long number, String receivedAt) {
    text.append(hex(mixed(number))).append(hex(mixed(~number))).append('\t');
    text.append(sample.messageId()).append('\t').append(sample.type());
    cell(text, sample.userId());
    cell(text, sample.anonymousId());
    cell(text, sample.sessionId());
    cell(text, sample.timestamp());
    cell(text, receivedAt);
    cell(text, sample.itemId());
    cell(text, sample.price().isEmpty() ? "" : "1");
    cell(text, sample.price());
    cell(text, sample.price().isEmpty() ? "" : "EUR");
    cell(text, sample.orderId());
    cell(text, sample.query());
    cell(text, "events");
    cell(text, sample.properties().isEmpty() ? "{}" : sample.properties());
    text.append('\n');
  }

  private static void cell(StringBuilder text, String value) {
    text.append('\t').append(value.isEmpty() ? "\\N" : value);
  }

  private static String hex(long number) {
    String digits = Long.toHexString(number).toLowerCase(Locale.ROOT);
    return "0".repeat(16 - digits.length()) + digits;
  }

  /** Source: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014. */
  private static long mixed(long number) {
    long z = (number + 1) * MIX;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
