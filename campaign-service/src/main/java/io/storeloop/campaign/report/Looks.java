package io.storeloop.campaign.report;

import io.storeloop.algorithms.experiment.ConfidenceSequence;
import io.storeloop.algorithms.experiment.GroupSequentialDesign;
import io.storeloop.algorithms.experiment.SpendingFunction;
import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import java.util.List;

/** How often one may look, and what an interval therefore is. */
sealed interface Looks {
  /** The chance that all intervals of one effect hold the truth at all looks. */
  double confidence();

  /** The method's name in the answer. */
  String method();

  Interval interval(Effect effect);

  /** The same with the error shared out over so many comparisons, so that it holds for all of them. */
  Looks among(int comparisons);

  /** Any number of looks, any end. */
  record Anytime(double confidence, long decisionSize) implements Looks {
    @Override
    public String method() {
      return "confidence_sequence";
    }

    @Override
    public Interval interval(Effect effect) {
      return new ConfidenceSequence(confidence, decisionSize).interval(effect);
    }

    @Override
    public Looks among(int comparisons) {
      return new Anytime(1 - (1 - confidence) / comparisons, decisionSize);
    }
  }

  /**
   * The looks of a plan, by O'Brien-Fleming's spending.
   *
   * @param fractions of the largest size at which looks were taken, ascending
   * @param standardErrors by which the interval of the last one reaches to each side
   */
  record Planned(double confidence, List<Double> fractions, double standardErrors)
      implements Looks {
    public Planned {
      fractions = List.copyOf(fractions);
    }

    /** At the last of these looks; at least one. */
    static Planned of(double confidence, List<Double> fractions) {
      double[] critical =
          GroupSequentialDesign.of(
                  confidence,
                  SpendingFunction.OBRIEN_FLEMING,
                  fractions.stream().mapToDouble(Double::doubleValue).toArray())
              .criticalValues();
      return new Planned(confidence, fractions, critical[critical.length - 1]);
    }

    @Override
    public String method() {
      return "group_sequential";
    }

    @Override
    public Interval interval(Effect effect) {
      return effect.within(standardErrors);
    }

    @Override
    public Looks among(int comparisons) {
      return of(1 - (1 - confidence) / comparisons, fractions);
    }
  }
}
