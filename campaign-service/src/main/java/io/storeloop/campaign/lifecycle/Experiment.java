package io.storeloop.campaign.lifecycle;

import java.math.BigDecimal;
import java.util.List;

/**
 * How the experiment shares out its offers, and how it is read.
 *
 * @param alpha the chance that the truth is ever outside an interval, in [0.001, 0.2]
 * @param breakdowns for whom results are also read apart, at most 10
 */
public record Experiment(
    Design design, BigDecimal alpha, Allocation allocation, List<Breakdown> breakdowns) {
  public static final BigDecimal DEFAULT_ALPHA = new BigDecimal("0.05");

  /** Any number of looks, offers by their weights. */
  public static final Experiment USUAL =
      new Experiment(new Design.Sequential(), DEFAULT_ALPHA, new Allocation.Fixed(), List.of());

  /** Compares alphas and floors by value. */
  public Experiment {
    alpha = alpha.stripTrailingZeros();
    breakdowns = List.copyOf(breakdowns);
  }

  /** When results may be looked at. */
  public sealed interface Design {
    /** As often as one likes, without an end. */
    record Sequential() implements Design {}

    /**
     * At equal distances, up to a largest size.
     *
     * @param looks 1 to 20
     * @param shoppers treated and held out together, at the last look
     */
    record GroupSequential(int looks, long shoppers) implements Design {}
  }

  /** How shoppers who are not held out get their offer. */
  public sealed interface Allocation {
    /** By the offers' weights. */
    record Fixed() implements Allocation {}

    /**
     * More to what works better (Thompson sampling), the weights made anew again and again.
     *
     * @param floor share of the treated spread evenly over the offers, in [0.01, 1]
     */
    record Thompson(BigDecimal floor) implements Allocation {
      /** Compares floors by value. */
      public Thompson {
        floor = floor.stripTrailingZeros();
      }
    }
  }

  public boolean isAdaptive() {
    return allocation instanceof Allocation.Thompson;
  }
}
