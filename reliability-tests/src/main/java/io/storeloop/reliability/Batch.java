package io.storeloop.reliability;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some events in a row, told by their numbers. The same numbers always make the same bytes, so a
 * batch in doubt is repeated unchanged without being kept.
 *
 * @param first number of the first event, from 0
 * @param size at least 1
 */
record Batch(String prefix, int first, int size) {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int USERS = 997;
  private static final int ITEMS = 499;

  /** Every so many-th event needs a repair, so that both ways of being stored are counted. */
  private static final int REPAIRED_EVERY = 10;

  static String messageId(String prefix, int number) {
    return prefix + number;
  }

  /** The number of an event of ours; -1 for any other id. */
  static int numberOf(String prefix, String messageId) {
    String number = messageId.startsWith(prefix) ? messageId.substring(prefix.length()) : "";
    return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : -1;
  }

  /** The batch as the body of a call. */
  String body() {
    return IntStream.range(first, first + size)
        .mapToObj(this::event)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String event(int number) {
    String currency = number % REPAIRED_EVERY == 0 ? "eur" : "EUR";
    return """
    {"messageId":"%s","type":"purchase","userId":"user-%d","timestamp":"%s","itemId":"item-%d","orderId":"o-%d",\
    "quantity":1,"price":%d.50,"currency":"%s"}\
    """
        .formatted(
            messageId(prefix, number),
            number % USERS,
            START.plusSeconds(number),
            number % ITEMS,
            number,
            number % ITEMS,
            currency);
  }
}
