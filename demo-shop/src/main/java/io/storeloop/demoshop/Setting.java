package io.storeloop.demoshop;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What all shoppers share: the period, the goods and the seasons.
 *
 * @param tag begins every message, session and order id; it differs between shops whose shoppers
 *     behave differently, but not by the number of shoppers, so that a larger shop repeats a
 *     smaller one
 */
record Setting(
    DemoShopOptions options,
    String tag,
    Catalogue catalogue,
    long start,
    long end,
    List<double[]> demand) {

  static Setting of(DemoShopOptions options) {
    long start = options.start().toEpochMilli();
    List<double[]> demand =
        LongStream.rangeClosed(0, options.days())
            .mapToObj(day -> demandAt(start + day * Moment.DAY))
            .toList();
    return new Setting(
        options,
        tag(options),
        new Catalogue(options),
        start,
        options.endExclusive().toEpochMilli(),
        demand);
  }

  /** How strongly each category is wanted on the day of {@code at}, by category index. */
  double[] demandOn(long at) {
    return demand.get((int) Math.clamp((at - start) / Moment.DAY, 0, demand.size() - 1));
  }

  private static double[] demandAt(long at) {
    return Category.ALL.stream().mapToDouble(category -> category.demandAt(at)).toArray();
  }

  private static String tag(DemoShopOptions options) {
    long hash = Dice.hash(options.seed(), Dice.Stream.RUN, options.endExclusive().toEpochMilli());
    hash = Dice.hash(hash, Dice.Stream.RUN, options.items());
    hash = Dice.hash(hash, Dice.Stream.RUN, options.days());
    return Long.toHexString(hash >>> 24 | 1L << 39);
  }
}
