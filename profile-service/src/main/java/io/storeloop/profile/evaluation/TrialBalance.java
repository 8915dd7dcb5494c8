package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.inference.ArmBalance;
import io.storeloop.algorithms.inference.SampleMoments;
import io.storeloop.profile.learning.FeatureColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Tells a column that cannot have been known before an experiment began ({@link ArmBalance}). */
final class TrialBalance {
  private TrialBalance() {}

  /** Why a column cannot; empty if it may have been. */
  static Optional<String> whyLeftOut(FeatureColumn column, String[] armOfRow) {
    List<String> arms =
        Arrays.stream(armOfRow).filter(arm -> !arm.isEmpty()).distinct().sorted().toList();
    int[] places = Arrays.stream(armOfRow).mapToInt(arms::indexOf).toArray();
    double spread =
        switch (column) {
          case FeatureColumn.Numeric(String _, double[] values) ->
              ArmBalance.ofQuantity(moments(values, places, arms.size()));
          case FeatureColumn.Categorical named ->
              ofCategories(
                  row -> named.isMissing(row) ? -1 : named.codes()[row],
                  named.categories().size(),
                  places,
                  arms.size());
        };
    double missing = ofCategories(row -> column.isMissing(row) ? 1 : 0, 2, places, arms.size());
    double p = Math.min(spread, missing);
    return p < ArmBalance.UNBALANCED_BELOW
        ? Optional.of(
            String.format(Locale.ROOT, "differs between the arms, p = %.2g: not known before", p))
        : Optional.empty();
  }

  private static List<SampleMoments> moments(double[] values, int[] places, int arms) {
    List<SampleMoments> moments = new ArrayList<>();
    for (int arm = 0; arm < arms; arm++) {
      int of = arm;
      moments.add(
          SampleMoments.of(
              IntStream.range(0, values.length)
                  .filter(row -> places[row] == of && !Double.isNaN(values[row]))
                  .mapToDouble(row -> values[row])
                  .toArray()));
    }
    return moments;
  }

  private static double ofCategories(
      IntUnaryOperator category, int categories, int[] places, int arms) {
    double[][] counts = new double[arms][categories];
    for (int row = 0; row < places.length; row++) {
      int of = category.applyAsInt(row);
      if (places[row] >= 0 && of >= 0) {
        counts[places[row]][of]++;
      }
    }
    return ArmBalance.ofCategories(counts);
  }
}
