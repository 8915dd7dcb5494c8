package io.storeloop.campaign.report;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Experiment;
import io.storeloop.campaign.lifecycle.Experiment.Design;
import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.Look;
import io.storeloop.campaign.statistic.Sums;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the design of a campaign allows to be read.
 *
 * @param sums the numbers that effects are made of: those of now, or of the last planned look
 * @param refused why effects may not be read at all
 * @param taken the planned looks so far
 * @param messages that had left by then
 */
record Reading(
    Map<Cell, Sums> sums, Looks looks, @Nullable Verdict refused, List<Look> taken, long messages) {
  Reading {
    sums = Map.copyOf(sums);
    taken = List.copyOf(taken);
  }

  /**
   * Reads.
   *
   * @param now the numbers of now
   * @param messages that have left until now
   * @param taken the looks that were taken, ascending
   * @param decisionSize at which always-valid intervals are narrowest
   */
  static Reading of(
      Campaign campaign, Map<Cell, Sums> now, long messages, List<Look> taken, long decisionSize) {
    Experiment experiment = campaign.plan().experiment();
    double confidence = 1 - experiment.alpha().doubleValue();
    Looks anytime = new Looks.Anytime(confidence, decisionSize);
    return switch (experiment.design()) {
      case Design.Sequential any -> new Reading(now, anytime, null, List.of(), messages);
      case Design.GroupSequential(int looks, long shoppers) ->
          taken.isEmpty()
              ? new Reading(now, anytime, Verdict.AWAITING_LOOK, taken, messages)
              : new Reading(
                  taken.getLast().sums(),
                  Looks.Planned.of(confidence, fractions(taken, shoppers)),
                  null,
                  taken,
                  taken.getLast().messages());
    };
  }

  private static List<Double> fractions(List<Look> taken, long shoppers) {
    return taken.stream().map(look -> Math.min(1, (double) look.shoppers() / shoppers)).toList();
  }
}
