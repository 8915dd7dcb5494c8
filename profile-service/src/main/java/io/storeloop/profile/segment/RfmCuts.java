package io.storeloop.profile.segment;

import java.math.BigDecimal;

/**
 * Where the shop's own buyers divide, by quantiles among those who have bought.
 *
 * @param buyers how many there are
 * @param recentDays two in five bought so lately, or later
 * @param goneDays three in four bought so lately, or later
 * @param often three in four have ordered at most so often; 2 at least
 * @param much three in four have spent at most so much
 */
record RfmCuts(long buyers, long recentDays, long goneDays, long often, BigDecimal much) {
  static final double RECENT = 0.4;
  static final double UPPER = 0.75;

  /** Fewer do not tell what is usual in a shop. */
  static final long FEWEST_BUYERS = 50;

  RfmCuts {
    if (recentDays < 0 || goneDays < recentDays || often < 2 || much.signum() < 0) {
      throw new IllegalArgumentException(
          "cuts must ascend, but were %d and %d days, %d orders, %s money"
              .formatted(recentDays, goneDays, often, much));
    }
  }
}
