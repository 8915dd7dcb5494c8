package io.storeloop.campaign.statistic;

import java.time.Instant;
import java.util.Map;

/**
 * A look that a group-sequential design has taken.
 *
 * @param number from 1 to the planned looks; some may have been passed over at once
 * @param shoppers treated and held out by then
 * @param messages that had left by then
 * @param sums as they stood
 */
public record Look(
    int number, Instant takenAt, long shoppers, long messages, Map<Cell, Sums> sums) {
  public Look {
    sums = Map.copyOf(sums);
  }
}
