package io.storeloop.demoshop;

/**
 * How a shopper and what a shopper does are called; ids depend on counters and seeds only, so that
 * resent events are recognised.
 */
final class ShopperIds {
  private static final String USER_PREFIX = "u";

  private final String tag;
  private final long seed;
  private final int number;
  private int messages;
  private int sessions;
  private int orders;

  ShopperIds(String tag, long seed, int number) {
    this.tag = tag;
    this.seed = seed;
    this.number = number;
  }

  String user() {
    return user(number);
  }

  static String user(int number) {
    String digits = Integer.toString(number);
    return USER_PREFIX + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
  }

  /**
   * The shopper behind a user id of a shop with so many shoppers.
   *
   * @throws IllegalArgumentException if the shop has no such user
   */
  static int numberOf(String userId, int shoppers) {
    try {
      int number =
          Integer.parseInt(userId.substring(Math.min(userId.length(), USER_PREFIX.length())));
      if (number >= 0 && number < shoppers && user(number).equals(userId)) {
        return number;
      }
      throw new IllegalArgumentException(unknown(userId, shoppers));
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(unknown(userId, shoppers), malformed);
    }
  }

  private static String unknown(String userId, int shoppers) {
    return "userId must be one of %s to %s, not \"%s\""
        .formatted(user(0), user(shoppers - 1), userId);
  }

  /** Like a cookie: says nothing about the shopper. */
  String device(int device) {
    return "d-" + Long.toHexString(Dice.hash(seed, Dice.Stream.DEVICE, 2L * number + device));
  }

  String nextMessage() {
    return "m-" + tag + "-" + number + "-" + messages++;
  }

  String nextSession() {
    return "s-" + tag + "-" + number + "-" + sessions++;
  }

  String nextOrder() {
    return "o-" + tag + "-" + number + "-" + orders++;
  }
}
