package io.storeloop.benchmarks.recommend;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What shoppers ask for: known ones at random, each looking at something, in stock and affordable.
 */
final class Questions {
  private static final int GROUPS = 100;

  private final Options options;

  Questions(Options options) {
    this.options = options;
  }

  byte[] next() {
    var random = ThreadLocalRandom.current();
    int shopper = random.nextInt(options.users());
    int item =
        GROUPS * (int) (options.items() / GROUPS * Math.pow(random.nextDouble(), 2.5))
            + shopper % GROUPS;
    return """
    {"userId":"user-%d","itemIds":["item-%d"],"placement":"product-page","numResults":10,\
    "filter":{"inStock":true,"price":{"$lte":250}}}\
    """
        .formatted(shopper, item)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
